package dev.gatehouse.sandbox;

import static dev.gatehouse.sandbox.Field.Kind.CHECKBOXES;
import static dev.gatehouse.sandbox.Field.Kind.FILE;

import dev.gatehouse.sandbox.FormSpec.Section;
import java.util.List;

/** What the registry asks about an entity, page by page. */
final class SamForms {
  static final FormSpec.Naming NAMING =
      new FormSpec.Naming(key -> "entity." + key.replace('-', '_'), key -> "entity-" + key);

  static final List<FormSpec> PAGES = List.of(coreData(), addresses(), contacts(), business());

  private SamForms() {}

  private static FormSpec page(String title, Section... sections) {
    return new FormSpec(title, NAMING, List.of(sections));
  }

  private static Section section(String title, Field... fields) {
    return new Section(title, List.of(fields));
  }

  private static FormSpec coreData() {
    return page(
        "Core data",
        section(
            "Business information",
            Field.text("legal-name", "Legal business name").autocomplete("organization"),
            Field.text("trading-name", "Doing business as (DBA)").optional(),
            Field.text("uei", "Unique Entity ID (UEI)")
                .hint("12 letters and digits")
                .matching("[A-Z0-9]{12}", "A UEI has 12 upper-case letters and digits."),
            Field.text("ein", "Taxpayer identification number (EIN)")
                .hint("For example 12-3456789")
                .matching("\\d{2}-?\\d{7}", "An EIN has nine digits, for example 12-3456789."),
            Field.select(
                "entity-type",
                "Entity type",
                Field.options(
                    "LLC=Limited liability company",
                    "CORP=Corporation",
                    "SOLE=Sole proprietorship",
                    "PARTNER=Partnership",
                    "NONPROFIT=Nonprofit organization")),
            Field.date("start-date", "Entity start date")));
  }

  private static FormSpec addresses() {
    return page(
        "Address",
        section(
            "Physical address",
            Field.text("address-line1", "Street address").autocomplete("address-line1"),
            Field.text("address-line2", "Street address line 2")
                .autocomplete("address-line2")
                .optional(),
            Field.text("address-level2", "City").autocomplete("address-level2"),
            Field.select("address-level1", "State", UnitedStates.STATES)
                .autocomplete("address-level1"),
            zip("postal-code", "ZIP code").autocomplete("postal-code"),
            Field.select(
                    "country",
                    "Country",
                    Field.options("US=United States", "PR=Puerto Rico", "GU=Guam"))
                .autocomplete("country")),
        section(
            "Mailing address",
            Field.checkbox("mailing-same", "The mailing address is the same").optional(),
            mailing(Field.text("mailing-address-line1", "Mailing street address")),
            mailing(Field.text("mailing-address-level2", "Mailing city")),
            mailing(Field.select("mailing-address-level1", "Mailing state", UnitedStates.STATES)),
            mailing(zip("mailing-postal-code", "Mailing ZIP code"))));
  }

  private static Field mailing(Field field) {
    return field.onlyWhen("mailing-same", "no");
  }

  private static Field zip(String key, String label) {
    return Field.text(key, label)
        .matching("\\d{5}(-\\d{4})?", "A ZIP code has five digits, or nine with a hyphen.");
  }

  private static FormSpec contacts() {
    return page(
        "Points of contact",
        section(
            "Government business point of contact",
            Field.text("given-name", "First name").autocomplete("given-name"),
            Field.text("family-name", "Last name").autocomplete("family-name"),
            Field.text("job-title", "Title").autocomplete("organization-title"),
            Field.email("email", "Email address"),
            Field.email("repeat-email", "Repeat email address").autocomplete(""),
            Field.tel("tel", "Telephone number")),
        section(
            "Electronic business point of contact",
            Field.radio(
                "same-poc",
                "Is this person also the electronic business point of contact?",
                "yes=Yes",
                "no=No"),
            Field.text("epoc-name", "Electronic business contact name").onlyWhen("same-poc", "no"),
            Field.email("epoc-email", "Electronic business contact email")
                .autocomplete("")
                .onlyWhen("same-poc", "no"),
            Field.tel("epoc-tel", "Electronic business contact telephone")
                .autocomplete("")
                .onlyWhen("same-poc", "no")));
  }

  private static FormSpec business() {
    return page(
        "Business data",
        section(
            "Size and type",
            Field.text("naics", "Primary NAICS code")
                .matching("\\d{6}", "A NAICS code has six digits."),
            Field.number("employees", "Number of employees"),
            Field.text("annual-revenue", "Annual revenue (USD)")
                .matching("[1-9][0-9,]*(\\.\\d{2})?", "Enter an amount in dollars."),
            Field.of(CHECKBOXES, "categories", "Socio-economic categories")
                .options(
                    Field.options(
                        "WOSB=Woman-owned small business",
                        "VOSB=Veteran-owned small business",
                        "HUBZ=HUBZone firm",
                        "SDB=Small disadvantaged business"))
                .optional()),
        section(
            "Financial responsibility",
            Field.radio(
                "delinquent", "Are you delinquent on any federal debt?", "yes=Yes", "no=No"),
            Field.textarea("delinquent-reason", "Please explain").onlyWhen("delinquent", "yes")),
        section(
            "Certification",
            Field.of(FILE, "certificate", "Certificate of good standing (PDF, at most 1 MB)"),
            Field.date("certification-date", "Date of certification")));
  }
}

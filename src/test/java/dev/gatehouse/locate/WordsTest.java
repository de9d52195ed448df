package dev.gatehouse.locate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  private static final String CHARACTERS = "abzABZ019 _-.,:*()[]/\\\t\n\u001f";

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "userName,user name",
        "line2Address,line2 address",
        "HTMLPage,htmlpage",
        " E-Mail * ,e mail",
        "__x__,x",
        "***,''",
        "Straße,strasse",
        "Prénom,prenom",
        "Größe (m),grosse m",
        "ZIP Code™,zip code",
        "Acme® ID,acme id",
        "Benutzer\u00ADname,benutzername",
        "Pass\u200Bword,password"
      })
  void texts_are_folded(String text, String folded) {
    assertThat(Words.fold(text)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({"Name (required),name", "[optional] Fax,fax", "Required,''", "Need,need"})
  void what_says_whether_a_value_is_required_is_no_part_of_a_label(String label, String folded) {
    assertThat(Words.foldLabel(label)).isEqualTo(folded);
  }

  @Test
  void the_short_way_for_ascii_leads_where_the_long_one_leads() {
    Random random = new Random(20261121);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      assertThat(Words.fold(text.toString()))
          .as("\"%s\"", text)
          .isEqualTo(Words.foldAny(text.toString()));
    }
  }
}

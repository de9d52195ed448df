package dev.gatehouse.bench;

import java.util.Locale;

/** The embedded portals that are copied, with what the bare program needs to know of each. */
enum PortalKind {
  TD_SYNNEX(
      "/dashboard",
      "/returns",
      "Invoice number",
      "#ctl00_Main_txtUser",
      "#ctl00_Main_txtPassword",
      "#ctl00_Main_btnSignIn",
      "input[name='ctl00$Head$btnOut']",
      "#ctl00_Main_txtInvoiceNumber"),
  DH(
      "/home",
      "/account",
      "My account",
      "#login_email",
      "#login_password",
      ".dn-form button[type=submit]",
      "form[action='/logout'] button",
      "main h1"),
  OCTOTEL(
      "/dashboard",
      "/circuits/check",
      "Circuit number",
      "input[name=username]",
      "input[name=password]",
      "main button[type=submit]",
      "form[action='/logout'] button",
      "main form input:not([type=hidden])");

  /** What all of them show to somebody who is signed out. */
  static final String SIGN_IN_LINK = "a[href='/login']";

  final String sessionPage;
  final String placePage;
  final String placeShows;
  final String username;
  final String password;
  final String submit;
  final String signOut;
  final String placeMark;

  PortalKind(
      String sessionPage,
      String placePage,
      String placeShows,
      String username,
      String password,
      String submit,
      String signOut,
      String placeMark) {
    this.sessionPage = sessionPage;
    this.placePage = placePage;
    this.placeShows = placeShows;
    this.username = username;
    this.password = password;
    this.submit = submit;
    this.signOut = signOut;
    this.placeMark = placeMark;
  }

  /** Returns the embedded portal's name: {@code td_synnex}. */
  String portal() {
    return name().toLowerCase(Locale.ROOT);
  }
}

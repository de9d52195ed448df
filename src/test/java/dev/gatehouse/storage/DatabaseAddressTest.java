package dev.gatehouse.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  private static final Path FILE = Path.of("gatehouse.db");

  private static DatabaseAddress of(String address) {
    return DatabaseAddress.of(FILE, Map.of("GATEHOUSE_DATABASE", address));
  }

  @Test
  void it_is_a_file_unless_said_otherwise() {
    assertThat(DatabaseAddress.of(FILE, Map.of())).isEqualTo(new DatabaseAddress.File(FILE));
    assertThat(of("")).isEqualTo(new DatabaseAddress.File(FILE));
    assertThat(of("").exists()).isFalse();
  }

  @Test
  void a_server_is_shown_without_what_may_be_secret() {
    DatabaseAddress server =
        DatabaseAddress.of(
            FILE,
            Map.of(
                "GATEHOUSE_DATABASE",
                "jdbc:postgresql://db.example:5432/gatehouse?user=gate&sslkey=k",
                "GATEHOUSE_DATABASE_PASSWORD",
                "quite-secret-7"));

    assertThat(server).hasToString("postgresql://db.example:5432/gatehouse");
    assertThat(server.exists()).isTrue();
  }

  @Test
  void another_kind_of_database_is_refused() {
    assertThatThrownBy(() -> of("jdbc:mysql://db.example/gatehouse"))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "GATEHOUSE_DATABASE: found something that begins with \"jdbc:mys\", expected"
                + " jdbc:postgresql://host:5432/database?user=name. Leave the variable out for"
                + " SQLite in gatehouse.db.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/gatehouse?user=gate&password=quite-secret-7",
        "jdbc:postgresql://db.example/gatehouse?Password=quite-secret-7",
        "jdbc:postgresql://gate:quite-secret-7@db.example/gatehouse"
      })
  void a_password_in_the_address_is_refused_and_not_repeated(String address) {
    assertThatThrownBy(() -> of(address))
        .isInstanceOf(StorageException.class)
        .hasMessage(
            "GATEHOUSE_DATABASE: found a password in the address, which is shown and logged;"
                + " expected it in GATEHOUSE_DATABASE_PASSWORD.");
  }
}

package dev.sequitur.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.local.platform.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcealmentTest {

  private static final String KEY = "c2VjcmV0IGtleSBvZiB0aGlydHkgdHdvIGJ5dGVzICE=";

  private Concealment concealment;

  @BeforeEach
  void secrets(@TempDir Path folder) throws Exception {
    Home home = new Home(folder);
    home.create();
    Files.writeString(home.secrets().resolve("secrets.keys"), "local-1:" + KEY + "\n");
    Files.writeString(home.secrets().resolve("database-superuser"), "correct-horse\n");
    Files.writeString(home.secrets().resolve("internal-public-key.txt"), "everybody-may-know\n");
    concealment = Concealment.of(home);
  }

  @Test
  void valuesOfThisInstallationAreHiddenWhereverTheyStand() {
    assertThat(concealment.hide("a correct-horse b " + KEY + " c"))
        .isEqualTo("a [hidden] b [hidden] c");
  }

  @Test
  void asBase64Too() {
    String encoded =
        Base64.getEncoder().encodeToString("correct-horse".getBytes(StandardCharsets.UTF_8));
    assertThat(concealment.hide(encoded)).startsWith("[hidden]").doesNotContain("Y29ycmVjdC");
  }

  @Test
  void whatEverybodyMayKnowStays() {
    assertThat(concealment.hide("local-1 everybody-may-know"))
        .isEqualTo("local-1 everybody-may-know");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key sqk_0123456789abcdef is | key [hidden] is",
        "Authorization: Bearer abcdefgh12 | Authorization: Bearer [hidden]",
        "jdbc:postgresql://h/x?password=hunter22&ssl=1 | jdbc:postgresql://h/x?password=[hidden]&ssl=1",
        "\"client-secret\": \"hunter22\" | \"client-secret\": \"[hidden]\"",
        "amqp://user:hunter22@host/x | amqp://user:[hidden]@host/x",
        "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0 | [hidden]"
      })
  void whatLooksLikeCredentialsIsHidden(String text, String shown) {
    assertThat(concealment.hide(text)).isEqualTo(shown);
  }
}

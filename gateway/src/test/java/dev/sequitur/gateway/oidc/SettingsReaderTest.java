package dev.sequitur.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of issuers: what is right is read, and what is wrong is said in a sentence. */
class SettingsReaderTest {

  private static final String PREFIX = "sequitur.gateway.oidc.";

  @Test
  void everyIssuerHasItsOwnClientClaimsRolesAndWayBack() {
    var all = read(Map.of("issuers.partner.groups-claim", "teams"));
    assertThat(all).extracting(Settings::name).containsExactly("company", "partner");
    assertThat(all)
        .extracting(one -> one.redirectUri().toString())
        .containsExactly(
            "https://sequitur.example/sign-in/oidc/company/callback",
            "https://sequitur.example/sign-in/oidc/partner/callback");
    assertThat(all).extracting(Settings::label).containsExactly("company", "partner");
    assertThat(all.getLast().roles().in(Map.of("teams", List.of("ops")))).hasSize(1);
    assertThat(all.getLast().roles().in(Map.of("groups", List.of("ops")))).isEmpty();
    assertThat(all.getFirst().roles().in(Map.of("groups", List.of("ops")))).isEmpty();
  }

  @Test
  void environmentVariablesNameIssuersToo() {
    var config =
        builder()
            .withSources(
                new io.smallrye.config.EnvConfigSource(
                    Map.of(
                        "SEQUITUR_GATEWAY_OIDC_ADDRESS", "https://sequitur.example",
                        "SEQUITUR_GATEWAY_OIDC_ISSUERS_COMPANY_URL", "https://sso.example",
                        "SEQUITUR_GATEWAY_OIDC_ISSUERS_COMPANY_CLIENT_ID", "sequitur"),
                    300))
            .build()
            .getConfigMapping(OidcConfig.class);
    assertThat(SettingsReader.read(config))
        .singleElement()
        .satisfies(one -> assertThat(one.client().getValue()).isEqualTo("sequitur"));
  }

  @Test
  void withoutAnIssuerNothingIsNeeded() {
    assertThat(SettingsReader.read(config(Map.of()))).isEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    wrong("address", "", "address is missing");
    wrong("issuers.company.url", "", "issuers.company.url is missing");
    wrong("issuers.company.client-id", "", "issuers.company.client-id is missing");
  }

  @Test
  void whatIsWrongIsNamed(@TempDir Path folder) throws IOException {
    wrong("address", "http://sequitur.example", "address must be https");
    wrong("address", "https://sequitur.example/behind", "nothing behind them");
    wrong("address", "https://sequitur.example?x", "nothing behind them");
    wrong("issuers.company.url", "http://sso.example", "issuers.company.url must be https");
    wrong("issuers.company.url", "https:///x", "issuers.company.url must be https");
    wrong("issuers.company.audience", "sequitur", "issuers.company.audience must not be");
    wrong("issuers.company.scopes", "profile", "issuers.company.scopes must hold openid");
    wrong("issuers.company.roles", "admins", "issuers.company.roles holds no");
    wrong("issuers.partner.url", "https://company.example", "url is that of company, too");
    wrong("issuers.No_Name.url", "https://other.example", "issuers.No_Name is no name");
    var file = "issuers.company.client-secret-file";
    wrong(file, folder.resolve("absent").toString(), file + " names a file that cannot be read");
    var empty = Files.writeString(folder.resolve("empty"), "\n");
    wrong(file, empty.toString(), file + " names an empty file");
  }

  private static void wrong(String key, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .as("%s=%s", key, value)
        .isInstanceOf(IllegalStateException.class)
        .message()
        .startsWith(PREFIX)
        .contains(sentence)
        .doesNotContain("\n");
  }

  /** Two issuers that are right, but for these keys. */
  private static List<Settings> read(Map<String, String> others) {
    var keys =
        new HashMap<>(
            Map.of(
                "address", "https://sequitur.example",
                "issuers.company.url", "https://company.example",
                "issuers.company.client-id", "sequitur",
                "issuers.partner.url", "https://partner.example",
                "issuers.partner.client-id", "sequitur",
                "issuers.partner.roles", "ops=default:viewer"));
    keys.putAll(others);
    return SettingsReader.read(config(keys));
  }

  private static OidcConfig config(Map<String, String> keys) {
    var properties = new HashMap<String, String>();
    keys.forEach((key, value) -> properties.put(PREFIX + key, value));
    return builder()
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(OidcConfig.class);
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder()
        .withMapping(OidcConfig.class)
        .withConverter(Duration.class, 200, new DurationConverter());
  }
}

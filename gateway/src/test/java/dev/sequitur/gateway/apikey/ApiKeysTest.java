package dev.sequitur.gateway.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.ApiKeyStored;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final ApiKeys keys = new ApiKeys();
  private final KeyText text = KeyText.draw();

  @Test
  void aKeyIsReadAsItIsWritten() {
    assertThat(KeyText.parse(text.text())).isEqualTo(text);
    assertThat(text.secret()).hasSize(43);
    assertThat(text.toString()).doesNotContain(text.secret());
  }

  @Test
  void whatIsNoKeyIsNotRead() {
    for (var other :
        new String[] {
          "", "sqk_", "sqk_short_x", "abc_0123456789abcdef_x", text.text().replace("_", "-")
        }) {
      assertThat(KeyText.parse(other)).as(other).isNull();
    }
  }

  @Test
  void aKnownKeyWithItsSecretIsValid() {
    keys.heard(stored("viewer", null, false));
    assertThat(keys.verify(text, NOW)).isInstanceOf(ApiKeys.Verdict.Valid.class);
  }

  @Test
  void anotherSecretIsUnknown() {
    keys.heard(stored("viewer", null, false));
    var other = new KeyText(text.id(), KeyText.draw().secret());
    assertThat(keys.verify(other, NOW)).isInstanceOf(ApiKeys.Verdict.Unknown.class);
  }

  @Test
  void aKeyEndsAtItsExpiryInstant() {
    keys.heard(stored("viewer", NOW, false));
    assertThat(keys.verify(text, NOW.minusMillis(1))).isInstanceOf(ApiKeys.Verdict.Valid.class);
    assertThat(keys.verify(text, NOW)).isInstanceOf(ApiKeys.Verdict.Expired.class);
  }

  @Test
  void aRevokedKeyStaysRevokedWhateverIsHeardLater() {
    keys.heard(stored("viewer", null, true));
    keys.heard(stored("viewer", null, false));
    assertThat(keys.verify(text, NOW)).isInstanceOf(ApiKeys.Verdict.Unusable.class);
    assertThat(keys.isPublished(stored("viewer", null, true))).isFalse();
  }

  @Test
  void aRoleThatIsNotKnownHereMayNothing() {
    keys.heard(stored("emperor", null, false));
    assertThat(keys.verify(text, NOW)).isInstanceOf(ApiKeys.Verdict.Unusable.class);
  }

  private ApiKeyStored stored(String role, @Nullable Instant expiresAt, boolean revoked) {
    var hash = Base64.getEncoder().encodeToString(text.hash());
    return new ApiKeyStored(text.id(), "shop", "a-key", hash, role, expiresAt, revoked, null);
  }
}

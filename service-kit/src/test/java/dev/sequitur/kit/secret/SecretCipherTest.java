package dev.sequitur.kit.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.contracts.Wire;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A sealed value opens where it was sealed for, with a key that is configured, and nowhere else.
 */
class SecretCipherTest {

  private static final String OLD = "old:" + key(1);
  private static final String NEW = "new:" + key(2);

  private final SecretCipher cipher = SecretCipher.of(OLD);
  private final byte[] sealed = cipher.seal("value".getBytes(UTF_8), "default", "token", 3);

  @Test
  void whatIsSealedOpensAtItsPlace() {
    assertThat(cipher.open(sealed, "default", "token", 3).revealText()).isEqualTo("value");
  }

  @Test
  void aCiphertextThatWasMovedDoesNotOpen() {
    assertClosed(cipher, sealed, "other", "token", 3);
    assertClosed(cipher, sealed, "default", "other", 3);
    assertClosed(cipher, sealed, "default", "token", 4);
    assertClosed(cipher, sealed, "default/token", "", 3);
  }

  @Test
  void twoSealingsOfOneValueHaveNothingInCommon() {
    var again = cipher.seal("value".getBytes(UTF_8), "default", "token", 3);

    assertThat(again).isNotEqualTo(sealed);
    assertThat(new String(sealed, UTF_8)).doesNotContain("value");
  }

  @Test
  void afterARotationOldCiphertextsOpenAndNewOnesUseTheNewKey() {
    var rotated = SecretCipher.of(NEW + "\n" + OLD + "\n");
    var fresh = rotated.seal("value".getBytes(UTF_8), "default", "token", 4);

    assertThat(rotated.open(sealed, "default", "token", 3).revealText()).isEqualTo("value");
    assertThat(SecretCipher.of(NEW).open(fresh, "default", "token", 4).revealText())
        .isEqualTo("value");
    assertClosed(cipher, fresh, "default", "token", 4);
    assertClosed(SecretCipher.of(NEW), sealed, "default", "token", 3);
  }

  @Test
  void noTruncatedCiphertextOpens() {
    for (int length = 0; length < sealed.length; length++) {
      assertClosed(cipher, Arrays.copyOf(sealed, length), "default", "token", 3);
    }
    assertClosed(cipher, Arrays.copyOf(sealed, sealed.length + 1), "default", "token", 3);
  }

  @Test
  void noAlteredByteGoesUnnoticed() {
    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertClosed(cipher, altered, "default", "token", 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n", "no key", ":AAAA", "id:AAAA", "id:not base64!", "id:"})
  void keysThatAreNoneAreRefusedAtTheStart(String lines) {
    assertThatThrownBy(() -> SecretCipher.of(lines)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEmptyValueAndALargeOneCanBeSealed() {
    for (var value : new byte[][] {{}, new byte[100_000]}) {
      var bytes = cipher.seal(value, "default", "token", 1);
      assertThat(cipher.open(bytes, "default", "token", 1).reveal()).isEqualTo(value);
    }
  }

  @Test
  void anOpenedSecretHasNoTextAndNoJson() {
    var secret = new Secret("value".getBytes(UTF_8));

    assertThatThrownBy(secret::toString).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> String.format("%s", secret))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> Wire.write(secret))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("value");
  }

  @Test
  void whatIsRevealedIsACopy() {
    var secret = new Secret("value".getBytes(UTF_8));
    secret.reveal()[0] = 'X';

    assertThat(secret.revealText()).isEqualTo("value");
    assertThat(secret).isEqualTo(new Secret("value".getBytes(UTF_8)));
  }

  private static void assertClosed(
      SecretCipher cipher, byte[] bytes, String workspace, String name, int version) {
    assertThatThrownBy(() -> cipher.open(bytes, workspace, name, version))
        .isInstanceOf(SecretUnavailableException.class);
  }

  private static String key(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}

package dev.sequitur.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

  private final Home home;
  private final Secrets secrets;

  SecretsTest(@TempDir Path folder) {
    home = new Home(folder);
    home.create();
    secrets = new Secrets(home.secrets());
  }

  @Test
  void whatWasDrawnOnceStays() {
    Secrets later = new Secrets(home.secrets());

    assertThat(later.superuserPassword()).isEqualTo(secrets.superuserPassword());
    assertThat(later.passwords("rule")).isEqualTo(secrets.passwords("rule"));
    assertThat(later.internalPublicKey()).isEqualTo(secrets.internalPublicKey());
    assertThat(later.signInKey()).isEqualTo(secrets.signInKey()).hasSize(32);
    assertThat(secrets.passwords("rule")).isNotEqualTo(secrets.passwords("trigger"));
  }

  @Test
  void onlyThisUserCanReadThem() throws Exception {
    secrets.secretsKeyFile();
    secrets.internalPublicKey();
    secrets.superuserPassword();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(home.secrets())) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void whatThePrivateKeySignsThePublicKeyVerifies() throws Exception {
    String pem =
        Files.readString(secrets.internalPrivateKeyFile())
            .replaceAll("-----[A-Z ]+-----", "")
            .replaceAll("\\s", "");
    KeyFactory rsa = KeyFactory.getInstance("RSA");
    PrivateKey signer =
        rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
    PublicKey verifier =
        rsa.generatePublic(
            new X509EncodedKeySpec(Base64.getDecoder().decode(secrets.internalPublicKey())));
    byte[] text = "token".getBytes(StandardCharsets.UTF_8);

    Signature signing = Signature.getInstance("SHA256withRSA");
    signing.initSign(signer);
    signing.update(text);
    Signature verifying = Signature.getInstance("SHA256withRSA");
    verifying.initVerify(verifier);
    verifying.update(text);

    assertThat(verifying.verify(signing.sign())).isTrue();
  }

  @Test
  void theKeyOfStoredSecretsHasAnIdAnd32Bytes() throws Exception {
    String[] line = Files.readString(secrets.secretsKeyFile()).strip().split(":", 2);

    assertThat(line[0]).isEqualTo("local-1");
    assertThat(Base64.getDecoder().decode(line[1])).hasSize(32);
  }

  @Test
  void aSignInLinkIsAJwsThatEndsAfterAQuarterOfAnHour() throws Exception {
    UUID id = UUID.fromString("00000000-0000-0000-0000-000000000001");
    String path = SignInLink.path(secrets.signInKey(), id, Instant.ofEpochSecond(1_000));

    String[] parts = path.replace("/sign-in?link=", "").split("\\.");
    assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    assertThat(decoded(parts[1]))
        .isEqualTo("{\"sub\":\"admin\",\"jti\":\"" + id + "\",\"exp\":1900}");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secrets.signInKey(), "HmacSHA256"));
    byte[] expected = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
    assertThat(Base64.getUrlDecoder().decode(parts[2])).isEqualTo(expected);
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }
}

package dev.sequitur.executor.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom a TLS connection trusts: the certificates that its connection names, else the public ones.
 */
public final class Trust {

  private Trust() {}

  /**
   * Sockets that trust as the connection says.
   *
   * @throws GeneralSecurityException if {@code ca} holds no certificate
   */
  public static SSLSocketFactory sockets(Connection connection) throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var ca = connection.text("ca", "");
    factory.init(ca.isEmpty() ? null : store(ca));
    context.init(null, factory.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  private static KeyStore store(String pem) throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(bytes)) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("the certificates cannot be taken over", e);
    }
  }
}

package dev.sequitur.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I6, and the table of outgoing calls: what may be called by whom. */
class EgressTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "192.0.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "168.63.129.16",
        "100.100.100.200",
        "::",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
        "ff05::2",
        "fd00:ec2::254",
        "2001:db8::1",
        "2001::1",
        "2001:10::1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "3fff::1",
        "100::1",
        "64:ff9b:1::1",
        "::127.0.0.1",
        "5f00::1",
        "4000::1",
        "64:ff9b::a9fe:a9fe",
        "::ffff:169.254.169.254",
        "::ffff:0.0.0.0"
      })
  void neverCalledEvenWherePrivateAddressesAre(String address) throws UnknownHostException {
    assertThat(EgressGuard.decide(true, List.of(InetAddress.getByName(address))))
        .isInstanceOf(Route.Denied.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.254",
        "10.0.0.1",
        "10.255.255.255",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.0.1",
        "192.168.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "::1",
        "fc00::1",
        "fdff::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "64:ff9b::7f00:1",
        "64:ff9b::c0a8:1"
      })
  void calledOnlyByWorkspacesThatMay(String address) throws UnknownHostException {
    var addresses = List.of(InetAddress.getByName(address));

    assertThat(EgressGuard.decide(false, addresses)).isInstanceOf(Route.Denied.class);
    assertThat(EgressGuard.decide(true, addresses)).isInstanceOf(Route.Checked.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.167.255.255",
        "192.169.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "169.253.255.255",
        "223.255.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808"
      })
  void calledByAll(String address) throws UnknownHostException {
    assertThat(EgressGuard.decide(false, List.of(InetAddress.getByName(address))))
        .isInstanceOf(Route.Checked.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://127.0.0.01/",
        "http://0/",
        "http://0x/",
        "http://1.2.3.4.5/",
        "http://127.0.0.1.0/",
        "http://256.1.1.1/",
        "http://foo.0x1/",
        "http://foo.1/",
        "http://[fe80::1%25eth0]/",
        "http://[::1",
        "http://[127.0.0.1]/x y",
        "ftp://example.com/",
        "file:///etc/passwd",
        "gopher://example.com/",
        "jar:http://a/b!/",
        "javascript:alert(1)",
        "data:text/plain,x",
        "//example.com/",
        "example.com",
        "http:///x",
        "http://",
        "http://user@example.com/",
        "http://user:word@example.com/",
        "http://example.com@127.0.0.1/",
        "http://127.0.0.1%2f@example.com/",
        "http://exa mple.com/",
        "http://example.com\\@127.0.0.1/",
        "http://example.com:0/",
        "http://example.com:65536/",
        "http://example.com:99999999999/",
        "http://-.example.com/",
        "http://exämple.com/",
        "http://１２７.0.0.1/",
        "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/",
        "http://a_b.example/",
        "http://example.com\n/",
        "http://\u0000example.com/",
        "http://example..com/",
        ""
      })
  void oddUrlsAreNotUnderstood(String url) {
    assertThat(Target.of(url)).isInstanceOf(Target.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com,example.com,80,/",
    "HTTPS://Example.COM,example.com,443,/",
    "http://example.com.:8080/a?b=c#d,example.com,8080,/a?b=c",
    "http://127.0.0.1:9999/orders,127.0.0.1,9999,/orders",
    "http://[::1]:81/x,::1,81,/x",
    "https://a-b.example/p%20q,a-b.example,443,/p%20q",
    "http://1a.example/,1a.example,80,/",
    "http://xn--bcher-kva.example/,xn--bcher-kva.example,80,/"
  })
  void plainUrlsAreUnderstood(String url, String host, int port, String requestUri) {
    assertThat(Target.of(url))
        .isInstanceOfSatisfying(
            Target.Place.class,
            place -> {
              assertThat(place.host()).isEqualTo(host);
              assertThat(place.port()).isEqualTo(port);
              assertThat(place.requestUri()).isEqualTo(requestUri);
            });
  }

  @Test
  void oneBadAddressCondemnsTheName() throws UnknownHostException {
    var good = InetAddress.getByName("8.8.8.8");
    var bad = InetAddress.getByName("10.0.0.1");

    assertThat(EgressGuard.decide(false, List.of(good, bad))).isInstanceOf(Route.Denied.class);
  }

  @Test
  void reasonRepeatsNothingOfTheUrl() {
    assertThat(Target.of("ftp://token-in-host.example/"))
        .isInstanceOfSatisfying(
            Target.Refused.class,
            refused -> assertThat(refused.reason()).doesNotContain("token-in-host"));
  }
}

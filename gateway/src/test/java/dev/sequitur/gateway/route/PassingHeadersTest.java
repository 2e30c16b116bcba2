package dev.sequitur.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class PassingHeadersTest {

  @Test
  void whatOwnersBelieveComesFromTheGatewayAlone() {
    var in =
        MultiMap.caseInsensitiveMultiMap()
            .add("AUTHORIZATION", "Bearer forged")
            .add("Cookie", "a=b")
            .add("X-Forwarded-For", "1.2.3.4")
            .add("x-forwarded-anything", "x")
            .add("Forwarded", "for=1.2.3.4")
            .add("X-Real-IP", "1.2.3.4")
            .add("Sequitur-Workspace", "other")
            .add("X-Sequitur-Principal", "admin")
            .add("Host", "elsewhere")
            .add("X-HTTP-Method-Override", "DELETE");
    assertThat(inward(in)).isEmpty();
  }

  @Test
  void whatConcernsOneConnectionEndsHere() {
    var in =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "keep-alive, X-Secret-Hop")
            .add("X-Secret-Hop", "1")
            .add("Keep-Alive", "timeout=5")
            .add("TE", "trailers")
            .add("Transfer-Encoding", "chunked")
            .add("Upgrade", "websocket");
    assertThat(inward(in)).isEmpty();
  }

  @Test
  void theRestGoesOnAsItCame() {
    var in =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Signature", "abc")
            .add("webhook-id", "1")
            .add("ce-type", "t")
            .add("Accept", "a")
            .add("Accept", "b");
    assertThat(inward(in).names())
        .containsExactlyInAnyOrder("X-Signature", "webhook-id", "ce-type", "Accept");
    assertThat(inward(in).getAll("accept")).containsExactly("a", "b");
  }

  @Test
  void ownersSetNoCookiesAndDoNotLoosenWhatTheGatewayHasSet() {
    var from =
        MultiMap.caseInsensitiveMultiMap()
            .add("Set-Cookie", "a=b")
            .add("Access-Control-Allow-Origin", "*")
            .add("content-security-policy", "default-src *")
            .add("ETag", "\"1\"");
    var to =
        MultiMap.caseInsensitiveMultiMap().add("Content-Security-Policy", "default-src 'none'");
    PassingHeaders.outward(from, to);
    assertThat(to.names()).containsExactlyInAnyOrder("Content-Security-Policy", "ETag");
    assertThat(to.getAll("Content-Security-Policy")).containsExactly("default-src 'none'");
  }

  private static MultiMap inward(MultiMap in) {
    var out = MultiMap.caseInsensitiveMultiMap();
    PassingHeaders.inward(in, out);
    return out;
  }
}

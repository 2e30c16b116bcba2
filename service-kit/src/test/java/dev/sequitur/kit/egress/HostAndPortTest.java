package dev.sequitur.kit.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {

  @Test
  void namesAndAddressesAreReadWithTheirPorts() {
    assertThat(HostAndPort.of("kafka.example.com:9092"))
        .isEqualTo(new HostAndPort("kafka.example.com", 9_092));
    assertThat(HostAndPort.of("10.0.0.1:1")).isEqualTo(new HostAndPort("10.0.0.1", 1));
    assertThat(HostAndPort.of("[2001:db8::1]:65535"))
        .isEqualTo(new HostAndPort("2001:db8::1", 65_535));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        ":9092",
        "host:",
        "host:0",
        "host:65536",
        "host:9092a",
        "host:-1",
        "2001:db8::1:80",
        "http://host:80",
        "user@host:80",
        "host/path:80",
        "host?x:80",
        "host#x:80",
        "0x7f.1:80",
        "127.1:80",
        "017700000001:80",
        "2130706433:80",
        "ho st:80",
        "[::1%lo]:80",
        "[::1:80",
        "a,b:80"
      })
  void whatCouldBeReadOtherwiseIsNone(String text) {
    assertThat(HostAndPort.of(text)).isNull();
  }
}

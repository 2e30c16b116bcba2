package dev.sequitur.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another system says of its trace goes on, unless it is no such thing. */
class TraceParentTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000001-0000000000000001-00"
      })
  void aWellFormedHeaderIsContinued(String header) {
    assertThat(TraceParent.continued(header)).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0/",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0:",
        "00-4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7 01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-00",
        "00-4bf92f3577b34da6a3ce929d0e0e473-600f067aa0ba902b7-01"
      })
  void anythingElseBeginsANewTrace(String header) {
    var begun = TraceParent.continued(header);
    assertThat(begun).isNotEqualTo(header);
    assertThat(TraceParent.continued(begun)).isEqualTo(begun);
  }

  @Test
  void withoutAHeaderATraceBegins() {
    var begun = TraceParent.continued(null);
    assertThat(TraceParent.continued(begun)).isEqualTo(begun);
    assertThat(TraceParent.traceId(begun)).hasSize(32);
  }
}

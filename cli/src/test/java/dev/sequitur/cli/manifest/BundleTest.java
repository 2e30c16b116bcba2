package dev.sequitur.cli.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class BundleTest {

  private static final String TWO =
      """
      # only a comment
      ---
      kind: Rule
      metadata: { name: a }
      spec:
        when: data.x >
        then:
          - id: one
          - { id: two, uses: x }
      ---
      ---
      kind: Trigger
      metadata:
        name: b
      """;

  private final Bundle bundle =
      Bundle.of(
          List.of(
              new Bundle.Source("one.yaml", TWO),
              new Bundle.Source("two.yaml", "kind: Condition\nmetadata: { name: c }\n")));

  @Test
  void emptyDocumentsAreNotCounted() {
    assertThat(bundle.documents())
        .extracting(Document::label)
        .containsExactly("Rule/a", "Trigger/b", "Condition/c");
  }

  @Test
  void pointerLeadsToFileAndLine() {
    assertThat(bundle.place("/0/spec/when")).isEqualTo("one.yaml:6 Rule/a /spec/when");
    assertThat(bundle.place("/0/spec/then/1/uses"))
        .isEqualTo("one.yaml:9 Rule/a /spec/then/1/uses");
    assertThat(bundle.place("/1/metadata/name")).startsWith("one.yaml:14 ");
    assertThat(bundle.place("/2/kind")).isEqualTo("two.yaml:1 Condition/c /kind");
  }

  @Test
  void whatIsMissingIsPlacedWhereItWouldBe() {
    assertThat(bundle.place("/0/spec/on")).isEqualTo("one.yaml:5 Rule/a /spec/on");
    assertThat(bundle.place("/0/spec/then/7/x")).startsWith("one.yaml:7 ");
    assertThat(bundle.place("/1")).isEqualTo("one.yaml:12 Trigger/b");
  }

  @Test
  void pointersOfOtherThingsStayAsTheyAre() {
    assertThat(bundle.place("/9/spec")).isEqualTo("/9/spec");
    assertThat(bundle.place("/query/limit")).isEqualTo("/query/limit");
  }

  @Test
  void fileThatIsNoYamlIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Bundle.of(List.of(new Bundle.Source("x.yaml", "a: b\nc: [d\n"))))
        .hasMessageStartingWith("x.yaml:3:1: this is not YAML")
        .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
        .extracting(Failure::exit)
        .isEqualTo(Exit.REFUSED);
  }

  @Test
  void nothingIsRefused() {
    assertThatThrownBy(() -> Bundle.of(List.of(new Bundle.Source("x.yaml", "# nothing\n"))))
        .hasMessageContaining("no manifest");
  }
}

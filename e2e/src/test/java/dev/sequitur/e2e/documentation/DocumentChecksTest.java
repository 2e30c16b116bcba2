package dev.sequitur.e2e.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check of {@link DocumentationTest} finds what it is there for, in made-up texts. */
class DocumentChecksTest {

  private static Sources java(String source) {
    return new Sources(List.of(Sources.withoutComments(source)), List.of());
  }

  @Test
  void constantsOfCodesAreFoundAndNothingElseOfTheirEnum() {
    var source =
        """
        public enum TeaProblem implements ProblemCode {
          /** The POT is empty. */
          TEA_COLD(409, "The tea is COLD; warm it."),
          POT_EMPTY(404, "EMPTY.");
          private static final int NOT_A_CODE = 1;
        }
        """;
    assertThat(java(source).codes()).containsExactly("POT_EMPTY", "TEA_COLD");
    assertThat(java("enum DecisionCode { ONE_THING, OTHER_THING }").codes())
        .containsExactly("ONE_THING", "OTHER_THING");
    assertThat(java("enum Shape { ROUND_THING }").codes()).isEmpty();
  }

  @Test
  void headingsAreFoundAndThoseThatTheTypeCannotReachAreNamed() {
    var problems =
        """
        ### <a id="tea-cold"></a>TEA_COLD
        ### <a id="pot-full"></a>POT_EMPTY
        ### CUP_BROKEN
        """;
    assertThat(Documents.headings(problems)).containsExactly("CUP_BROKEN", "POT_EMPTY", "TEA_COLD");
    assertThat(Documents.strayAnchors(problems))
        .containsExactly("<a id=\"pot-full\"></a>POT_EMPTY", "CUP_BROKEN");
  }

  @Test
  void violationsAreFoundOnBothSides() {
    var source =
        """
        errors.add(new Violation("/a", value == null ? "GONE" : "WRONG_SHAPE", "no"));
        say("NOT_ONE");
        fields.error("b", "TOO_ROUND", "no");
        """;
    assertThat(java(source).violations()).containsExactly("GONE", "TOO_ROUND", "WRONG_SHAPE");
    assertThat(Documents.violations("| `GONE` | it is not there |\n| GONE | `OTHER` |"))
        .containsExactly("GONE");
  }

  @Test
  void keysAreFoundInMappingsInjectionsAndProperties() {
    var mapping =
        """
        @ConfigMapping(prefix = "sequitur.tea")
        public interface TeaConfig {
          @WithDefault("5m")
          Duration brewingTime();
          Pot pot();
          default int cups() { return 2; }
          interface Pot {
            Optional<String> colour();
          }
        }
        """;
    var injected =
        "@ConfigProperty(name = \"sequitur.milk\") @Scheduled(every = \"${sequitur.sip}\")";
    var properties = "sequitur.sugar=2\nother=${sequitur.spoon}\n#sequitur.none=1";
    assertThat(new Sources(List.of(mapping, injected), List.of(properties)).keys())
        .containsExactly(
            "sequitur.milk",
            "sequitur.sip",
            "sequitur.spoon",
            "sequitur.sugar",
            "sequitur.tea.brewing-time",
            "sequitur.tea.pot.colour");
    assertThat(Documents.keys("| `sequitur.milk` | text |\nsee `sequitur.other`"))
        .containsExactly("sequitur.milk");
  }

  @Test
  void defaultsThatTheCodeHasNotAreNamed() {
    var mapping =
        """
        @ConfigMapping(prefix = "sequitur.tea")
        public interface TeaConfig {
          @WithDefault("5m")
          Duration brewing();
          @WithDefault("2")
          int cups();
          Optional<String> sugar();
        }
        """;
    assertThat(java(mapping).defaults())
        .isEqualTo(Map.of("sequitur.tea.brewing", "5m", "sequitur.tea.cups", "2"));
    var configuration =
        "| `sequitur.tea.brewing` | duration | `5m` | |\n| `sequitur.tea.cups` | number | `3` | |";
    assertThat(Documents.wrongDefaults(configuration, java(mapping).defaults()))
        .containsExactly("sequitur.tea.cups");
  }

  @Test
  void metricsAreFoundOnBothSides() {
    var source =
        """
        import io.micrometer.core.instrument.MeterRegistry;
        A(@ConfigProperty(name = "sequitur.key") int key) { registry.counter("sequitur.cups.drunk"); }
        """;
    var operations =
        """
        | `sequitur.cups.drunk` | `sequitur_cups_drunk_total` | cups |
        | `sequitur.pots` | `sequitur_cups` | pots |
        """;
    assertThat(java(source).metrics()).containsExactly("sequitur.cups.drunk");
    assertThat(java("groups(\"sequitur.group\")").metrics()).isEmpty();
    assertThat(Documents.metrics(operations))
        .containsExactly("sequitur.cups.drunk", "sequitur.pots");
    assertThat(Documents.misnamedMetrics(operations)).containsExactly("sequitur.pots");
  }

  @Test
  void metricsThatNoMeterExposesAreNamed() {
    assertThat(
            Documents.unknownMetrics(
                "`sequitur_cups_drunk_total{by}` > 5, sequitur_pots_count",
                Set.of("sequitur.cups")))
        .containsExactly("sequitur_pots_count");
  }

  @Test
  void linksThatLeadNowhereAreNamed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("there.md"), "# A part, or two\n<a id=\"other\"></a>");
    Files.writeString(folder.resolve("it.md"), "# Here");
    var text =
        "[a](there.md#a-part-or-two) [b](there.md#other) [c](#here) [d](https://example.com/x)"
            + " [e](gone.md) [f](there.md#third) [g](#nowhere)";
    assertThat(Documents.deadLinks(folder.resolve("it.md"), text))
        .containsExactly("gone.md", "there.md#third", "#nowhere");
  }

  @Test
  void placesOfOneMachineAreNamedAndPathsOfTheProductAreNot() {
    assertThat(Documents.foreignPlaces("see /work/x, /home/anna and ../shared/design.md"))
        .containsExactly("/work/", "/home/", "../shared");
    assertThat(Documents.foreignPlaces("GET /api/v1/workspaces/default/runs, `{home}/logs`"))
        .isEmpty();
  }

  @Test
  void aReadmeThatIsTooLongIsNoticed() {
    assertThat(Documents.isShort("line\n".repeat(150))).isTrue();
    assertThat(Documents.isShort("line\n".repeat(151))).isFalse();
  }

  @Test
  void testsThatAreNamedButNotThereAreNamed(@TempDir Path root) throws IOException {
    var folder = Files.createDirectories(root.resolve("tea/src/test/java/tea"));
    Files.writeString(folder.resolve("TeaTest.java"), "class TeaTest { void coolsDown() {} }");
    assertThat(
            Documents.missingTests(
                root, "`TeaTest`, `TeaTest.coolsDown`, `TeaTest.boils`, `PotE2E`"))
        .containsExactly("TeaTest.boils", "PotE2E");
  }
}

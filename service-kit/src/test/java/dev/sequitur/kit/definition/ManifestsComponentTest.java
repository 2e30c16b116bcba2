package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bundle is stored as a whole or not at all. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ManifestsComponentTest {

  private final Things things = Things.fresh();

  @Test
  void documentsThatReferToEachOtherAreStoredTogether() {
    var one = Things.manifest("one", "{\"size\":1,\"next\":\"two\"}");
    var two = Things.manifest("two", "{\"size\":2,\"next\":\"one\"}");

    apply("?publish=true", one, two)
        .then()
        .statusCode(200)
        .body("documents.name", equalTo(List.of("one", "two")))
        .body("documents.result", equalTo(List.of("published", "published")))
        .body("documents.version", equalTo(List.of(1, 1)));
    apply("?publish=true", two, one)
        .then()
        .body("documents.name", equalTo(List.of("two", "one")))
        .body("documents.result", equalTo(List.of("unchanged", "unchanged")));
    apply("", Things.manifest("one", "{\"size\":3}"), Things.manifest("three", "{\"size\":3}"))
        .then()
        .body("documents.result", equalTo(List.of("updated", "created")));
  }

  @Test
  void aDryRunTellsAndStoresNothing() {
    apply("?dryRun=true&publish=true", Things.manifest("one", "{\"size\":1}"))
        .then()
        .statusCode(200)
        .body("documents[0].result", equalTo("valid"))
        .body("documents[0].version", nullValue());
    apply("?dryRun=true", Things.manifest("one", "{}")).then().statusCode(422);

    things.get("one").then().statusCode(404);
  }

  @Test
  void aDryRunWarnsOfWhatIsFineAllTheSame() {
    var one = Things.manifest("one", "{\"size\":1}");
    var odd = Things.manifest("two", "{\"size\":2,\"odd\":true}");
    apply("?dryRun=true&publish=true", one, odd)
        .then()
        .statusCode(200)
        .body("documents[0].warnings", nullValue())
        .body("documents[1].warnings.code", equalTo(List.of("ODD")))
        .body("documents[1].errors", nullValue());
    // Of a bundle that is refused, the errors are what counts.
    apply("?dryRun=true", odd, Things.manifest("three", "{}"))
        .then()
        .statusCode(422)
        .body("documents[0].warnings", nullValue());
  }

  @Test
  void oneBadDocumentKeepsAllFromBeingStoredAndEveryErrorIsTold() {
    apply(
            "",
            Things.manifest("one", "{\"size\":1}"),
            Things.manifest("Two", "{\"size\":1,\"a\":\"\\u0000\"}"),
            Things.manifest("three", "{\"next\":\"nowhere\"}"),
            Things.manifest("four", "{\"size\":1}").replace("Thing", "Rule"),
            "{}")
        .then()
        .statusCode(422)
        .body("documents.index", equalTo(List.of(0, 1, 2, 3, 4)))
        .body(
            "documents.result",
            equalTo(List.of("valid", "rejected", "rejected", "rejected", "rejected")))
        .body("documents[1].errors.pointer", hasItems("/metadata/name", "/spec/a"))
        .body("documents[2].errors.pointer", hasItems("/spec/size", "/spec/next"))
        .body("documents[3].errors.code", equalTo(List.of("UNKNOWN_KIND")))
        .body(
            "documents[4].errors.pointer", hasItems("/apiVersion", "/kind", "/metadata", "/spec"));

    things.get("one").then().statusCode(404);
  }

  @Test
  void oneNameTwiceIsAnError() {
    apply("", Things.manifest("one", "{\"size\":1}"), Things.manifest("one", "{\"size\":2}"))
        .then()
        .statusCode(422)
        .body("documents[1].errors.code", equalTo(List.of("DUPLICATE")));
    things.get("one").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{}",
        "[]",
        "{\"documents\":null}",
        "{\"documents\":[null]}",
        "{\"documents\":{}}",
        "{\"documents\":[{\"index\":\"x\",\"manifest\":{}}]}",
        "{\"documents\":[{\"index\":0,\"manifest\":[]}]}"
      })
  void aRequestThatIsNoneIsTheCallersMistake(String body) {
    var answer =
        things
            .request()
            .contentType("application/json")
            .body(body)
            .post(things.path() + "/manifests");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void aManifestThatIsMissingIsAnErrorOfItsDocument() {
    things
        .request()
        .contentType("application/json")
        .body("{\"documents\":[{\"index\":7}],\"bundle\":[null]}")
        .post(things.path() + "/manifests")
        .then()
        .statusCode(422)
        .body("documents[0].index", equalTo(7));
  }

  @Test
  void whatIsNestedTooDeeplyIsAnErrorOfItsDocument() {
    var deep = "[".repeat(200) + "]".repeat(200);
    apply("", Things.manifest("one", "{\"size\":1,\"a\":" + deep + "}"))
        .then()
        .statusCode(422)
        .body("documents[0].errors.code", equalTo(List.of("TOO_DEEP")));
  }

  @Test
  void applyingAsksForThePermissionOnEachKind() {
    var body = body(Things.manifest("one", "{\"size\":1}"));
    for (var permissions :
        new String[][] {{"thing:write"}, {"manifest:apply"}, {"manifest:apply", "thing:read"}}) {
      things
          .requestWith(permissions)
          .contentType("application/json")
          .body(body)
          .post(things.path() + "/manifests")
          .then()
          .statusCode(403);
    }
    things
        .requestWith("manifest:apply", "thing:write")
        .contentType("application/json")
        .body(body)
        .post(things.path() + "/manifests?publish=true")
        .then()
        .statusCode(403);
  }

  @Test
  void bundlesThatOverlapWaitForEachOther() throws Exception {
    var names = IntStream.range(0, 8).mapToObj(i -> "n" + i).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls = new ArrayList<Callable<Integer>>();
      for (int caller = 0; caller < 4; caller++) {
        var size = caller;
        calls.add(() -> applyAll(size % 2 == 0 ? names : names.reversed(), size));
      }
      var answers = threads.invokeAll(calls).stream().map(future -> future.resultNow()).toList();
      assertThat(answers).containsOnly(200);
    }
  }

  private int applyAll(List<String> names, int size) {
    return apply(
            "?publish=true",
            names.stream()
                .map(name -> Things.manifest(name, "{\"size\":" + size + "}"))
                .toArray(String[]::new))
        .statusCode();
  }

  private Response apply(String query, String... manifests) {
    return things
        .request()
        .contentType("application/json")
        .body(body(manifests))
        .post(things.path() + "/manifests" + query);
  }

  private static String body(String... manifests) {
    var documents = new ArrayList<String>();
    for (int i = 0; i < manifests.length; i++) {
      documents.add("{\"index\":" + i + ",\"manifest\":" + manifests[i] + "}");
    }
    return "{\"documents\":["
        + String.join(",", documents)
        + "],\"bundle\":["
        + String.join(",", manifests)
        + "]}";
  }
}

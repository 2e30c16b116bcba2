package dev.sequitur.gateway.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.Violation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an owner says to its part.
 *
 * @param status HTTP status; 0 if it did not answer
 */
record OwnerAnswer(int status, List<Result> documents, @Nullable String detail) {

  /**
   * What became of one document.
   *
   * @param index place in the bundle
   * @param errors with pointers from the document's root
   * @param warnings what people should know of it though it is accepted; the same
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Result(
      @JsonInclude(JsonInclude.Include.ALWAYS) int index,
      @Nullable String kind,
      @Nullable String name,
      String result,
      @Nullable Integer version,
      @Nullable String effectiveFrom,
      @Nullable List<Violation> errors,
      @Nullable List<Violation> warnings) {

    /** What became of it, with what was said about it when it was checked. */
    Result warned(@Nullable List<Violation> before) {
      return new Result(index, kind, name, result, version, effectiveFrom, errors, before);
    }

    List<Violation> errorsInBundle() {
      return Objects.requireNonNullElse(errors, List.<Violation>of()).stream()
          .map(error -> error.under("/" + index))
          .toList();
    }
  }

  private record Body(@Nullable List<Result> documents, @Nullable String detail) {}

  static OwnerAnswer none() {
    return new OwnerAnswer(0, List.of(), null);
  }

  static OwnerAnswer of(int status, byte[] body) {
    try {
      var read = Wire.json().treeToValue(tree(body), Body.class);
      return new OwnerAnswer(
          status, Objects.requireNonNullElse(read.documents(), List.of()), read.detail());
    } catch (IOException e) {
      return new OwnerAnswer(status, List.of(), null);
    }
  }

  boolean isAccepted() {
    return status == 200;
  }

  List<Violation> errors() {
    return documents.stream().flatMap(result -> result.errorsInBundle().stream()).toList();
  }

  private static JsonNode tree(byte[] body) throws IOException {
    var tree = Wire.json().readTree(body);
    return tree.isObject() ? tree : Wire.json().createObjectNode().set("none", NullNode.instance);
  }
}

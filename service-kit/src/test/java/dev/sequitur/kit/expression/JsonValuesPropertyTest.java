package dev.sequitur.kit.expression;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The quick parser reads what Jackson's own tree reads, and nothing else. */
class JsonValuesPropertyTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();

  @Property
  void readsWhatJacksonReads(@ForAll("trees") Object tree) throws JsonProcessingException {
    String text = JACKSON.writeValueAsString(tree);
    assertThat(parsed(text)).isEqualTo(plain(JACKSON.readTree(text)));
  }

  @Property
  void writesWhatItHasRead(@ForAll("trees") Object tree) throws JsonProcessingException {
    Object value = parsed(JACKSON.writeValueAsString(tree));
    assertThat(parsed(JsonValues.write(value))).isEqualTo(value);
  }

  @Property
  void anyBytesGiveAValueOrARefusal(@ForAll byte[] bytes) {
    switch (JsonValues.parse(bytes)) {
      case Json.Parsed(Object value) -> assertThat(value).isEqualTo(plain(tree(bytes)));
      case Json.Malformed(_, int line, int column) -> {
        assertThat(line).isPositive();
        assertThat(column).isPositive();
      }
    }
  }

  @Provide
  Arbitrary<Object> trees() {
    return trees(3);
  }

  private static Arbitrary<Object> trees(int depth) {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(Object.class::cast),
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.bigIntegers().map(Object.class::cast),
            Arbitraries.doubles().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Object> inner = trees(depth - 1).injectNull(0.1);
    return Arbitraries.oneOf(
        scalars,
        inner.list().ofMaxSize(4).map(Object.class::cast),
        Arbitraries.maps(Arbitraries.strings().ofMaxLength(5), inner)
            .ofMaxSize(4)
            .map(Object.class::cast));
  }

  private static @Nullable Object parsed(String text) {
    return Cases.json(text);
  }

  private static JsonNode tree(byte[] bytes) {
    try {
      return JACKSON.readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError("accepted: " + new String(bytes, UTF_8), e);
    }
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        var members = new LinkedHashMap<String, @Nullable Object>();
        node.properties().forEach(member -> members.put(member.getKey(), plain(member.getValue())));
        yield members;
      }
      case ARRAY -> {
        var elements = new ArrayList<@Nullable Object>();
        node.forEach(element -> elements.add(plain(element)));
        yield elements;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      case NUMBER -> number(node);
      default -> throw new AssertionError(node.getNodeType());
    };
  }

  private static Object number(JsonNode node) {
    if (node.isBigInteger()) {
      return node.bigIntegerValue();
    }
    return node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
  }
}

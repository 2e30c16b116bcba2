package dev.sequitur.notification.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.notification.domain.Channel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateReaderTest {

  @Test
  void aTemplateOfEachKindIsRead() {
    assertThat(
            read(Map.of("channel", "email", "subject", "{notification.title}", "text", "x"))
                .errors())
        .isEmpty();
    assertThat(read(Map.of("channel", "slack", "text", "{notification.rule}")).errors()).isEmpty();
    assertThat(
            read(Map.of("channel", "webhook", "fields", Map.of("text", "{notification.code}")))
                .errors())
        .isEmpty();
  }

  @Test
  void aMistakeInATextIsNamedWithLineAndColumn() {
    var errors =
        read(Map.of("channel", "email", "subject", "x", "text", "one\ntwo {#if count}")).errors();

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("TEMPLATE_SYNTAX");
              assertThat(error.pointer()).isEqualTo("/spec/text");
              assertThat(error.line()).isEqualTo(2);
              assertThat(error.column()).isBetween(1, 20);
            });
  }

  @Test
  void aNameThatIsNotThereIsFoundWhenItIsSaved() {
    var errors = read(Map.of("channel", "slack", "text", "{notification.titel}")).errors();

    assertThat(errors)
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.code()).isEqualTo("TEMPLATE_FAILS");
              assertThat(error.line()).isEqualTo(1);
            });
  }

  @Test
  void allMistakesAreNamedAtOnce() {
    var spec = new HashMap<String, @Nullable Object>();
    spec.put("channel", "email");
    spec.put("text", 3);
    spec.put("html", "{/if}");
    spec.put("fields", Map.of());

    assertThat(read(spec).errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactlyInAnyOrder(
            "/spec/fields UNKNOWN_FIELD",
            "/spec/subject MISSING",
            "/spec/text WRONG_TYPE",
            "/spec/html TEMPLATE_SYNTAX");
  }

  @Test
  void aKindThatIsNotKnownIsNamed() {
    assertThat(read(Map.of("channel", "pigeon")).errors())
        .extracting(error -> error.pointer() + " " + error.code())
        .containsExactly("/spec/channel UNKNOWN_CHANNEL_KIND");
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertThat(read(Map.of("channel", "slack", "text", "x".repeat(20_000))).errors())
        .extracting(error -> error.code())
        .containsExactly("TOO_LONG");
  }

  @ParameterizedTest
  @EnumSource(Channel.Kind.class)
  void theDefaultOfEachKindSaysSomethingOfTheSample(Channel.Kind kind) {
    var rendered = MessageTemplate.defaultOf(kind).render(Sample.values());

    if (kind == Channel.Kind.WEBHOOK) {
      assertThat(rendered).isEmpty();
    } else {
      assertThat(rendered.get("text")).contains("Rule big-order failed").contains("0000000001");
    }
  }

  private static TemplateReader.Reading read(Map<String, @Nullable Object> spec) {
    return TemplateReader.read(spec);
  }
}

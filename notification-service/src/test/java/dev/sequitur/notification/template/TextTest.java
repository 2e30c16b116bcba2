package dev.sequitur.notification.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.notification.template.Text.Medium;
import io.quarkus.qute.TemplateException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates reach maps, lists and scalars, and nothing else. */
class TextTest {

  private static final Map<String, Object> VALUES = values("<b>\"Tom\" & 'Jerry'</b>\r\nBcc: x");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{notification.getClass}",
        "{notification.getClass.forName('java.lang.Runtime')}",
        "{notification.title.class}",
        "{notification.title.getBytes}",
        "{notification.title.length}",
        "{notification.title.repeat(1000000)}",
        "{count.class.classLoader}",
        "{count.plus(1)}",
        "{inject:config}",
        "{cdi:entityManager}",
        "{config:'sequitur.secrets.key'}",
        "{str:fmt('%s', 1)}",
        "{notification.title.raw}",
        "{#include /etc/passwd /}",
        "{#include other}{/include}",
        "{#insert x}{/insert}",
        "{#eval notification.title /}",
        "{#let x=1}{x}{/let}",
        "{#for i in 1000000000}{i}{/for}",
        "{#each 7}{it}{/each}",
        "{#for i in missing.or(1000000000)}{i}{/for}",
        "{#for c in notification}{c}{/for}",
        "{#for c in notification.title}{c}{/for}",
        "{missing}",
        "{notification.missing}",
        "{#if count > 0}open",
        "{/for}",
      })
  void whatReachesBeyondIsRefused(String source) {
    assertThatThrownBy(() -> Text.parse(source, Medium.PLAIN).render(VALUES))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void loopsWithinLoopsAreBounded() {
    var many = new HashMap<>(VALUES);
    many.put("notifications", Collections.nCopies(100, VALUES.get("notification")));
    var nested =
        Text.parse(
            "{#for a in notifications}{#for b in notifications}{b.title}{/for}{/for}",
            Medium.PLAIN);

    assertThatThrownBy(() -> nested.render(many)).hasMessageContaining("turns");
  }

  @Test
  void whatComesOfItIsBounded() {
    var long_ = values("x".repeat(10_000));
    var text = Text.parse("{notification.title}".repeat(20), Medium.PLAIN);

    assertThatThrownBy(() -> text.render(long_)).hasMessageContaining("characters");
  }

  @Test
  void valuesAreEscapedForWhatTheyArePartOf() {
    assertThat(title(Medium.PLAIN)).isEqualTo("<b>\"Tom\" & 'Jerry'</b>\r\nBcc: x");
    assertThat(title(Medium.LINE)).isEqualTo("<b>\"Tom\" & 'Jerry'</b> Bcc: x");
    assertThat(title(Medium.HTML))
        .isEqualTo("&lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;\r\nBcc: x");
    assertThat(title(Medium.SLACK)).isEqualTo("&lt;b&gt;\"Tom\" &amp; 'Jerry'&lt;/b&gt;\r\nBcc: x");
  }

  @Test
  void aValueIsNeverItselfATemplate() {
    var text = Text.parse("{notification.title}", Medium.PLAIN);

    assertThat(text.render(values("{count} {#for n in notifications}")))
        .isEqualTo("{count} {#for n in notifications}");
  }

  @Test
  void conditionsLoopsAndDefaultsWork() {
    var text =
        Text.parse(
            "{#if count > 1}many{#else}one{/if} {#for n in notifications}{n.title}{/for} {nothing ?: 'x'}",
            Medium.PLAIN);

    assertThat(text.render(values("t"))).isEqualTo("one t x");
  }

  private static String title(Medium medium) {
    return Text.parse("{notification.title}", medium).render(VALUES);
  }

  private static Map<String, Object> values(String title) {
    var notification = Map.<String, Object>of("title", title);
    return Map.of(
        "notification",
        notification,
        "notifications",
        List.of(notification),
        "count",
        1,
        "more",
        0);
  }
}

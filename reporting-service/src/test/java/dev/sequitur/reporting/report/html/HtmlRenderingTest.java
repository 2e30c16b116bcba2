package dev.sequitur.reporting.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.report.Samples;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class HtmlRenderingTest {

  private final String html = HtmlRendering.of(Samples.whole());

  @Test
  void textIsShownLiterally() {
    assertThat(html)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;")
        .contains("nul\uFFFDbell\uFFFD", "half \uFFFD pair")
        .contains("There are more rows than a report may have.");
  }

  @Test
  void rangeAndPlaceOnTheLogAreSaid() {
    assertThat(html)
        .contains("2026-03-29T00:00+01:00 – 2026-04-01T00:00+02:00 (Europe/Berlin)")
        .contains("<p class=\"log\">Log: sequitur.events.v1/0: 17-4711</p>");
  }

  @Test
  void nothingIsFetchedOrCarriedOut() {
    assertThat(html.toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("src=", "href=", "url(", "@import", "onload", "<foreignobject", "<use");
  }

  @Test
  void chartIsWellFormedAndToldInWordsToo() throws Exception {
    var svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));

    var root = parsed.getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(parsed.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("By day");
    assertThat(parsed.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(
            "line chart of succeeded, failed by period; the numbers stand in the table below");
    assertThat(svg).contains("2026-03-30", "stroke-dasharray", "#0072b2", "#d55e00");
  }
}

package dev.sequitur.reporting.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

  @Test
  void sameReportIsTheSameBytesInAnotherJvmZoneLanguageAndCharset() throws Exception {
    var here = new ArrayList<String>();
    for (var format : Format.values()) {
      here.add(format + " " + Samples.digest(format));
    }

    assertThat(elsewhere("UTC", "en", "UTF-8")).isEqualTo(here);
    assertThat(elsewhere("Asia/Kathmandu", "ar", "ISO-8859-1")).isEqualTo(here);
    assertThat(elsewhere("America/New_York", "tr", "UTF-16BE")).isEqualTo(here);
  }

  @Test
  void filesAreNamedByTheirFormat() {
    assertThat(Format.named("xlsx").fileOf("weekly")).isEqualTo("weekly.xlsx");
    assertThat(Format.PDF.fileOf("weekly")).isEqualTo("weekly.pdf");
  }

  private static List<String> elsewhere(String zone, String language, String charset)
      throws IOException, InterruptedException {
    var path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=" + zone,
                "-Duser.language=" + language,
                "-Dfile.encoding=" + charset,
                "-Djava.awt.headless=true",
                "-cp",
                path,
                Samples.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // The child's standard output has the charset that it was given, or the machine's.
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).isZero();
    return said.replace("\u0000", "").lines().toList();
  }
}

package dev.sequitur.reporting.report.pdf;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The one font of all documents, embedded, so that they look alike everywhere and no font of the
 * machine is asked for: Liberation Sans, which comes with PDFBox. It has Latin, Greek, Cyrillic and
 * Hebrew letters; a character that it lacks stands as its number, {@code [U+1F600]}.
 */
final class Typeface {

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private final PDFont font;
  private final CmapLookup glyphs;
  private final Map<Integer, Float> widths = new HashMap<>();

  private Typeface(PDFont font, CmapLookup glyphs) {
    this.font = font;
    this.glyphs = glyphs;
  }

  /** The font, ready for a document that uses it; the document embeds what was used of it. */
  static Typeface in(PDDocument document) throws IOException {
    try (var stream = Objects.requireNonNull(PDFont.class.getResourceAsStream(FONT))) {
      var parsed = new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
      // Ligatures would be read back as one character.
      parsed.setEnableGsub(false);
      return new Typeface(PDType0Font.load(document, parsed, true), parsed.getUnicodeCmapLookup());
    }
  }

  PDFont font() {
    return font;
  }

  /** What is shown of a text: each character that has a letter here, the others by number. */
  String shown(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || c == 0xA0) {
                shown.append(' ');
              } else if (Character.isISOControl(c) || glyphs.getGlyphId(c) == 0) {
                shown.append("[U+").append(number(c)).append(']');
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }

  /** Points, of a text that is {@link #shown} as it stands. */
  double width(String shown, double size) {
    return shown.codePoints().mapToDouble(this::width).sum() * size / 1_000;
  }

  /** Thousandths of the font's size. */
  double width(int character) {
    return widths.computeIfAbsent(character, this::measured);
  }

  private float measured(int character) {
    try {
      return font.getStringWidth(Character.toString(character));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String number(int character) {
    var digits = HexFormat.of().withUpperCase().toHexDigits(character, 6);
    return digits.startsWith("00") ? digits.substring(2) : digits.replaceFirst("^0", "");
  }
}

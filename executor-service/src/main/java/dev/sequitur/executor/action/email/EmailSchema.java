package dev.sequitur.executor.action.email;

import dev.sequitur.executor.action.Schemas;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What goes into {@code email.send@1} and what comes out, as JSON Schema 2020-12. */
final class EmailSchema {

  private static final Map<String, Object> ADDRESSES =
      Map.of(
          "type",
          List.of("string", "array"),
          "items",
          Map.of("type", "string"),
          "examples",
          List.of("anna@example.com", "Anna <anna@example.com>"));

  private static final Map<String, Object> ATTACHMENT =
      Schemas.object(
          List.of("name", "contentType"),
          Map.of(
              "name", Schemas.text(255),
              "contentType", Schemas.text(250),
              "content", Map.of("type", "string", "description", "the file as text"),
              "base64", Map.of("type", "string", "description", "the file in base64")));

  static final Map<String, Object> INPUT =
      Schemas.object(
          List.of("connection"),
          Map.ofEntries(
              Map.entry("connection", Schemas.connection("smtp")),
              Map.entry("from", Schemas.text(1_000)),
              Map.entry("to", ADDRESSES),
              Map.entry("cc", ADDRESSES),
              Map.entry("bcc", ADDRESSES),
              Map.entry("replyTo", ADDRESSES),
              Map.entry("subject", Schemas.text(EmailArguments.LONGEST_SUBJECT)),
              Map.entry("text", Schemas.text(EmailArguments.LONGEST_BODY)),
              Map.entry("html", Schemas.text(EmailArguments.LONGEST_BODY)),
              Map.entry("attachments", Map.of("type", "array", "items", ATTACHMENT)),
              Map.entry("timeout", Schemas.DURATION),
              Map.entry(
                  "delivery",
                  Map.of(
                      "enum",
                      EmailArguments.DELIVERIES.stream()
                          .map(name -> name.toLowerCase(Locale.ROOT))
                          .sorted()
                          .toList()))));

  static final Map<String, Object> OUTPUT =
      Schemas.output(
          Map.of(
              "messageId", Map.of("type", "string"),
              "reply", Map.of("type", "string")));

  private EmailSchema() {}
}

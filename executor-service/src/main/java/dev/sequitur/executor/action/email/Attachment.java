package dev.sequitur.executor.action.email;

import dev.sequitur.executor.action.ArgumentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message.
 *
 * @param type media type
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Attachment(String name, String type, byte[] content) {

  private static final int MOST = 20;
  private static final int LONGEST_NAME = 255;
  private static final Set<String> FIELDS = Set.of("name", "contentType", "content", "base64");
  private static final Pattern TYPE =
      Pattern.compile(
          "[a-zA-Z0-9!#$&^_.+-]{1,100}/[a-zA-Z0-9!#$&^_.+-]{1,100}(; ?charset=[a-zA-Z0-9_-]{1,40})?");

  static List<Attachment> read(ArgumentReader reader) {
    var given = reader.value("attachments");
    if (given == null) {
      return List.of();
    }
    if (!(given instanceof List<?> list) || list.size() > MOST) {
      reader.wrong("/attachments", "TYPE", "must be a list of at most " + MOST);
      return List.of();
    }
    var attachments = new ArrayList<Attachment>(list.size());
    for (int i = 0; i < list.size(); i++) {
      var attachment =
          list.get(i) instanceof Map<?, ?> fields && FIELDS.containsAll(fields.keySet())
              ? of(fields)
              : null;
      if (attachment == null) {
        reader.wrong(
            "/attachments/" + i,
            "VALUE",
            "must have a name, a contentType, and either content (text) or base64");
      } else {
        attachments.add(attachment);
      }
    }
    return attachments;
  }

  private static @Nullable Attachment of(Map<?, ?> fields) {
    if (!(fields.get("name") instanceof String name)
        || name.isEmpty()
        || name.length() > LONGEST_NAME
        || AddressReader.breaksOut(name)
        || !(fields.get("contentType") instanceof String type)
        || !TYPE.matcher(type).matches()) {
      return null;
    }
    var content = content(fields.get("content"), fields.get("base64"));
    return content == null ? null : new Attachment(name, type, content);
  }

  private static byte @Nullable [] content(@Nullable Object text, @Nullable Object base64) {
    if (text instanceof String plain && base64 == null) {
      return plain.getBytes(StandardCharsets.UTF_8);
    }
    if (base64 instanceof String coded && text == null) {
      try {
        return Base64.getMimeDecoder().decode(coded);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return null;
  }
}

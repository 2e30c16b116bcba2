package dev.sequitur.executor.action.email;

import dev.sequitur.executor.action.ArgumentReader;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads e-mail addresses: one, or a list; {@code anna@example.com} or {@code Anna <anna@…>}. */
final class AddressReader {

  static final int MOST = 100;

  private final ArgumentReader reader;

  AddressReader(ArgumentReader reader) {
    this.reader = reader;
  }

  List<InternetAddress> read(String field) {
    var given = reader.value(field);
    if (given == null) {
      return List.of();
    }
    var each = given instanceof List<?> list ? list : List.of(given);
    var addresses = new ArrayList<InternetAddress>(each.size());
    for (var one : each) {
      var address = one instanceof String text ? address(text) : null;
      if (address == null) {
        reader.wrong("/" + field, "VALUE", "must be an e-mail address, or a list of them");
        return List.of();
      }
      addresses.add(address);
    }
    return addresses;
  }

  /** One address; null if it is none, or would break out of its header. */
  static @Nullable InternetAddress address(String text) {
    if (breaksOut(text)) {
      return null;
    }
    try {
      var parsed = InternetAddress.parse(text, true);
      if (parsed.length != 1 || parsed[0].isGroup() || parsed[0].getAddress().indexOf('@') < 1) {
        return null;
      }
      parsed[0].validate();
      parsed[0].setPersonal(parsed[0].getPersonal(), StandardCharsets.UTF_8.name());
      return parsed[0];
    } catch (AddressException e) {
      return null;
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError("every Java platform has UTF-8", e);
    }
  }

  /** True if a text would not stay within one header. */
  static boolean breaksOut(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7F || c == 0x2028 || c == 0x2029);
  }
}

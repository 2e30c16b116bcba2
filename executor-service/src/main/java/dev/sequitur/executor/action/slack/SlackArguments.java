package dev.sequitur.executor.action.slack;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import dev.sequitur.executor.action.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code slack.post@1}.
 *
 * @param secret name of the secret that holds the incoming webhook's URL
 * @param text the message, or what notifications show of its blocks
 * @param blocks Block Kit, as Slack takes it; null = none
 */
record SlackArguments(
    String secret, String text, @Nullable List<?> blocks, @Nullable Duration timeout)
    implements Arguments {

  static final int LONGEST_TEXT = 40_000;
  static final int MOST_BLOCKS = 50;

  static SlackArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var secret = Text.secretName(reader.value("url"));
    if (secret == null) {
      reader.wrong(
          "/url", "REQUIRED", "must be a reference {secret: name}: the URL is a credential");
    }
    var text = reader.text("text", "");
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      reader.wrong("/text", "LENGTH", "must have 1 to " + LONGEST_TEXT + " characters");
    }
    var blocks = blocks(reader);
    var timeout = reader.duration("timeout");
    reader.finish();
    return new SlackArguments(secret == null ? "" : secret, text, blocks, timeout);
  }

  private static @Nullable List<?> blocks(ArgumentReader reader) {
    var given = reader.value("blocks");
    if (given == null) {
      return null;
    }
    if (given instanceof List<?> list
        && !list.isEmpty()
        && list.size() <= MOST_BLOCKS
        && list.stream().allMatch(Map.class::isInstance)) {
      return list;
    }
    reader.wrong("/blocks", "TYPE", "must be a list of 1 to " + MOST_BLOCKS + " objects");
    return null;
  }

  @Override
  public String host() {
    return "secret:" + secret;
  }

  @Override
  public @Nullable Delivery delivery() {
    return null;
  }
}

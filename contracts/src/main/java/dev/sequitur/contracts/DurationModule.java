package dev.sequitur.contracts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.deser.DurationDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Durations in ISO 8601. A platform uses few different ones, in every command: each is parsed once.
 */
final class DurationModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  DurationModule() {
    super("durations");
    addDeserializer(Duration.class, new Reader());
  }

  private static final class Reader extends StdScalarDeserializer<Duration> {

    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 512;
    private static final Map<String, Duration> KNOWN = new ConcurrentHashMap<>();

    Reader() {
      super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser json, DeserializationContext context)
        throws IOException {
      if (!json.hasToken(JsonToken.VALUE_STRING)) {
        return DurationDeserializer.INSTANCE.deserialize(json, context);
      }
      var text = json.getText();
      var known = KNOWN.get(text);
      if (known != null) {
        return known;
      }
      var duration = DurationDeserializer.INSTANCE.deserialize(json, context);
      if (KNOWN.size() < REMEMBERED) {
        KNOWN.put(text, duration);
      }
      return duration;
    }
  }
}

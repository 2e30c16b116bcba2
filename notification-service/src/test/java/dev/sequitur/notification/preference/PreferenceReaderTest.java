package dev.sequitur.notification.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequitur.notification.domain.Preferences;
import dev.sequitur.notification.domain.Preferences.Mode;
import dev.sequitur.notification.domain.QuietHours;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceReaderTest {

  @Test
  void allIsRead() throws IOException {
    var reading =
        read(
            """
            {email: anna@example.com, zone: Europe/Berlin, digestAt: "09:15",
             channels: {mail: {FINISHED: "off", "*": digest}, inbox: {DEAD: "on"}},
             quietHours: {from: "22:00", to: "07:00"}}
            """);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.preferences())
        .isEqualTo(
            new Preferences(
                "anna@example.com",
                ZoneId.of("Europe/Berlin"),
                Map.of(
                    "mail", Map.of("FINISHED", Mode.OFF, "*", Mode.DIGEST),
                    "inbox", Map.of("DEAD", Mode.ON)),
                new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
                LocalTime.of(9, 15)));
  }

  @Test
  void nothingIsTheUsual() throws IOException {
    assertThat(read("{}").preferences()).isEqualTo(Preferences.NONE);
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{pager: 1}|UNKNOWN_FIELD|/pager",
        "{email: nobody}|INVALID_ADDRESS|/email",
        "{email: 3}|INVALID_ADDRESS|/email",
        "{zone: Mars/Base}|INVALID_ZONE|/zone",
        "{zone: 3}|INVALID_ZONE|/zone",
        "{channels: []}|WRONG_TYPE|/channels",
        "{channels: {Mail: {}}}|INVALID_NAME|/channels/Mail",
        "{channels: {mail: off}}|WRONG_TYPE|/channels/mail",
        "{channels: {mail: {FINE: 'on'}}}|UNKNOWN_OUTCOME|/channels/mail/FINE",
        "{channels: {mail: {DEAD: maybe}}}|UNKNOWN_MODE|/channels/mail/DEAD",
        "{channels: {mail: {DEAD: false}}}|UNKNOWN_MODE|/channels/mail/DEAD",
        "{channels: {inbox: {DEAD: digest}}}|UNKNOWN_MODE|/channels/inbox/DEAD",
        "{quietHours: {from: '22:00'}}|MISSING|/quietHours/to",
        "{quietHours: {from: '25:00', to: '07:00'}}|INVALID_TIME|/quietHours/from",
        "{quietHours: {from: '07:00', to: '07:00'}}|AMBIGUOUS|/quietHours/to",
        "{digestAt: noon}|INVALID_TIME|/digestAt",
      })
  void aMistakeIsNamedWhereItStands(String yaml, String code, String pointer) throws IOException {
    assertThat(read(yaml).errors())
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.pointer()).isEqualTo(pointer);
            });
  }

  @SuppressWarnings("unchecked")
  private static PreferenceReader.Reading read(String yaml) throws IOException {
    return PreferenceReader.read(new YAMLMapper().readValue(yaml, Map.class));
  }
}

package dev.sequitur.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sequitur.notification.domain.Channel.Address;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelReaderTest {

  @Test
  void eachWayIsRead() throws IOException {
    assertThat(read("email: {connection: mail, to: [ops@example.com]}\ntemplate: short").address())
        .isEqualTo(new Address.Email("mail", List.of("ops@example.com")));
    assertThat(read("webhook: {url: 'https://example.com/x', secret: {secret: key}}").address())
        .isEqualTo(new Address.Webhook("https://example.com/x", "key"));
    assertThat(read("slack: {url: {secret: slack-ops}}").address())
        .isEqualTo(new Address.Slack("slack-ops"));
  }

  @ParameterizedTest(name = "{0}: {1} at {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|MISSING|/spec",
        "{pager: {}}|UNKNOWN_FIELD|/spec/pager",
        "{email: {connection: a}, slack: {url: {secret: s}}}|AMBIGUOUS|/spec",
        "{email: mail}|WRONG_TYPE|/spec/email",
        "{email: {}}|MISSING|/spec/email/connection",
        "{email: {connection: Mail}}|INVALID_NAME|/spec/email/connection",
        "{email: {connection: a, to: x}}|WRONG_TYPE|/spec/email/to",
        "{email: {connection: a, to: [nobody]}}|INVALID_ADDRESS|/spec/email/to/0",
        "{email: {connection: a, to: ['a@example.com, b@example.com']}}|INVALID_ADDRESS|/spec/email/to/0",
        "{email: {connection: a, to: [\"a@example.com\\r\\nBcc: b@example.com\"]}}|INVALID_ADDRESS|/spec/email/to/0",
        "{email: {connection: a, cc: x}}|UNKNOWN_FIELD|/spec/email/cc",
        "{webhook: {secret: {secret: s}}}|INVALID_URL|/spec/webhook/url",
        "{webhook: {url: 'file:///etc/passwd', secret: {secret: s}}}|INVALID_URL|/spec/webhook/url",
        "{webhook: {url: 'https://a:b@example.com', secret: {secret: s}}}|INVALID_URL|/spec/webhook/url",
        "{webhook: {url: 'https://example.com'}}|MISSING|/spec/webhook/secret",
        "{webhook: {url: 'https://example.com', secret: whsec_1}}|WRONG_TYPE|/spec/webhook/secret",
        "{slack: {url: 'https://hooks.slack.com/x'}}|WRONG_TYPE|/spec/slack/url",
        "{slack: {url: {secret: s}}, template: 3}|INVALID_NAME|/spec/template",
      })
  void aMistakeIsNamedWhereItStands(String yaml, String code, String pointer) throws IOException {
    var reading = read(yaml);

    assertThat(reading.address()).isNull();
    assertThat(reading.errors())
        .anySatisfy(
            error -> {
              assertThat(error.code()).isEqualTo(code);
              assertThat(error.pointer()).isEqualTo(pointer);
            });
  }

  @SuppressWarnings("unchecked")
  private static ChannelReader.Reading read(String yaml) throws IOException {
    return ChannelReader.read(new YAMLMapper().readValue(yaml, Map.class));
  }
}

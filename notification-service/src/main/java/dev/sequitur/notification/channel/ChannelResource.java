package dev.sequitur.notification.channel;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.notification.delivery.DeliveryView;
import dev.sequitur.notification.delivery.TestSends;
import dev.sequitur.notification.preference.PreferenceTable.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Channels: drafts, publication, suspension, versions, and tests of them. */
@Path("/api/v1/workspaces/{workspace}/channels")
@RunOnVirtualThread
public class ChannelResource extends DefinitionResource {

  private final ChannelKind kind;
  private final Definitions definitions;
  private final TestSends tests;
  private final Caller caller;

  public ChannelResource(
      ChannelKind kind, Definitions definitions, TestSends tests, Caller caller) {
    super(kind, definitions, caller);
    this.kind = kind;
    this.definitions = definitions;
    this.tests = tests;
    this.caller = caller;
  }

  /** Sends a test through the draft as it is stored: 200 whatever comes of it. */
  @POST
  @Path("{name}/tests")
  public DeliveryView test(@PathParam("workspace") String workspace, @PathParam("name") String name)
      throws InterruptedException {
    caller.require("channel:write");
    var draft = definitions.get(workspace, kind, name);
    var manifest = stillValid(workspace, draft.draft());
    var channel =
        ChannelsInForce.read(workspace, draft.uid(), name, draft.version(), manifest.spec())
            .orElseThrow();
    return tests.send(channel, new Person(workspace, caller.principal()));
  }
}

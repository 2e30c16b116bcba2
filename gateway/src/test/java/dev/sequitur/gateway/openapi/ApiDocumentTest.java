package dev.sequitur.gateway.openapi;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sequitur.gateway.account.AcceptanceResource;
import dev.sequitur.gateway.account.AccountsResource;
import dev.sequitur.gateway.account.InvitationRequest;
import dev.sequitur.gateway.account.InvitationResource;
import dev.sequitur.gateway.account.LinkedIdentity;
import dev.sequitur.gateway.account.MemberResource;
import dev.sequitur.gateway.account.SessionResource;
import dev.sequitur.gateway.account.WhoAmIResource;
import dev.sequitur.gateway.account.WorkspaceResource;
import dev.sequitur.gateway.apikey.ApiKeyResource;
import dev.sequitur.gateway.apikey.KeyRequest;
import dev.sequitur.gateway.audit.AuditResource;
import dev.sequitur.gateway.audit.AuditView;
import dev.sequitur.gateway.oidc.IdentityResource;
import dev.sequitur.gateway.oidc.SignInMethodsResource;
import dev.sequitur.gateway.route.RouteFile;
import dev.sequitur.kit.problem.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The OpenAPI document, the routes and the committed copy say the same. */
class ApiDocumentTest {

  private static final ObjectMapper PRETTY =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What the document says of the gateway's own records. */
  private static final Map<String, Class<? extends Record>> RECORDS =
      Map.ofEntries(
          entry("ApiKeyRequest", KeyRequest.class),
          entry("ApiKey", ApiKeyResource.View.class),
          entry("ApiKeyMade", ApiKeyResource.Made.class),
          entry("Member", MemberResource.Member.class),
          entry("MemberRequest", MemberResource.Wanted.class),
          entry("Me", WhoAmIResource.Me.class),
          entry("AuditEntry", AuditView.class),
          entry("Verification", AuditResource.Verification.class),
          entry("Mistake", Violation.class),
          entry("Workspace", WorkspaceResource.View.class),
          entry("Invitation", InvitationResource.View.class),
          entry("InvitationMade", InvitationResource.Made.class),
          entry("InvitationRequest", InvitationRequest.class),
          entry("InvitationToken", AcceptanceResource.Token.class),
          entry("Newcomer", AcceptanceResource.Newcomer.class),
          entry("Joined", AcceptanceResource.Joined.class),
          entry("Account", AccountsResource.View.class),
          entry("AccountDisabled", AccountsResource.Disabled.class),
          entry("SignInMethods", SignInMethodsResource.Methods.class),
          entry("SignInIssuer", SignInMethodsResource.Issuer.class),
          entry("IdentityList", IdentityResource.Identities.class),
          entry("IdentityProof", IdentityResource.Proof.class),
          entry("LinkBegun", IdentityResource.Begun.class),
          entry("LinkedIdentity", LinkedIdentity.class),
          entry("SignedOut", SessionResource.SignedOut.class));

  private final JsonNode document = ApiDocument.ofThisProduct();

  @Test
  void everyOperationOfTheRoutesStandsInItAndNoOther() {
    var listed =
        RouteFile.read().stream()
            .map(route -> route.method().name().toLowerCase(Locale.ROOT) + " " + route.path())
            .toList();
    assertThat(operations().keySet()).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(Descriptions.read().operations().keySet())
        .as("nothing is described that is not offered")
        .containsExactlyInAnyOrderElementsOf(
            RouteFile.read().stream().map(route -> route.method() + " " + route.path()).toList());
  }

  @Test
  void everyOperationHasAnIdOfItsOwnASummaryAndAnAnswer() {
    var ids = new ArrayList<String>();
    operations()
        .forEach(
            (name, operation) -> {
              ids.add(operation.path("operationId").asText());
              assertThat(operation.path("operationId").asText()).as(name).matches("[a-z][A-Za-z]+");
              assertThat(operation.path("summary").asText()).as(name).isNotBlank();
              assertThat(operation.path("tags")).as(name).hasSize(1);
              assertThat(fields(operation.path("responses")))
                  .as(name)
                  .anyMatch(s -> s.matches("[23]\\d\\d"));
            });
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void whatIsProtectedSaysSo() {
    for (var route : RouteFile.read()) {
      var operation =
          document
              .path("paths")
              .path(route.path())
              .path(route.method().name().toLowerCase(Locale.ROOT));
      var isOpen = route.isPublic() || route.isIngest();
      assertThat(operation.path("security").isEmpty()).as(route.path()).isEqualTo(isOpen);
      if (!isOpen) {
        assertThat(operation.at("/responses/401/$ref").asText()).isNotEmpty();
        assertThat(operation.at("/responses/429/$ref").asText()).isNotEmpty();
      }
      if (route.isInWorkspace()) {
        assertThat(operation.path("x-permission").asText()).isEqualTo(route.permission());
        assertThat(operation.at("/responses/403/$ref").asText()).isNotEmpty();
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryComponentIsUsed() {
    var used = new TreeSet<>(document.findValuesAsText("$ref"));
    assertThat(used)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
    for (var kind : List.of("schemas", "parameters", "responses")) {
      fields(document.path("components").path(kind))
          .forEach(name -> assertThat(used).contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void everyPathParameterIsDeclaredAndRequired() {
    operations()
        .forEach(
            (name, operation) -> {
              var inPath = new ArrayList<String>();
              for (var parameter : operation.path("parameters")) {
                if (parameter.path("in").asText().equals("path")) {
                  assertThat(parameter.path("required").asBoolean()).isTrue();
                  inPath.add("{" + parameter.path("name").asText() + "}");
                }
              }
              var expected =
                  Arrays.stream(name.split("/")).filter(part -> part.startsWith("{")).toList();
              assertThat(inPath).as(name).isEqualTo(expected);
            });
  }

  @Test
  void theGatewaysOwnRecordsHaveTheFieldsThatItSays() {
    RECORDS.forEach(
        (schema, type) -> {
          var said = fields(document.at("/components/schemas/" + schema + "/properties"));
          var real =
              Arrays.stream(type.getRecordComponents())
                  .map(component -> component.getName())
                  .toList();
          assertThat(said).as(schema).containsExactlyInAnyOrderElementsOf(real);
        });
  }

  /**
   * Run with {@code -Dsequitur.write=true} to write the copy anew, and look at what has changed.
   */
  @Test
  void theCommittedCopyIsTheDocument() throws IOException {
    var copy = Path.of("../docs/openapi.json");
    var text = PRETTY.writeValueAsString(document) + "\n";
    if (Boolean.getBoolean("sequitur.write")) {
      Files.writeString(copy, text);
    }
    assertThat(PRETTY.readTree(Files.readString(copy))).isEqualTo(PRETTY.readTree(text));
  }

  private Map<String, JsonNode> operations() {
    var operations = new java.util.LinkedHashMap<String, JsonNode>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        operations.put(operation.getKey() + " " + path.getKey(), operation.getValue());
      }
    }
    return operations;
  }

  private static List<String> fields(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

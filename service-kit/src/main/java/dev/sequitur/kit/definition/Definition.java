package dev.sequitur.kit.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.DefinitionPublished;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is kept: its draft, and what of it is in force.
 *
 * @param revision counts changes of the draft; the ETag
 * @param state null while it was never published
 * @param version the latest published version, 0 = none
 * @param change counts publications, suspensions and the archiving
 * @param effectiveFrom when the latest change takes effect
 * @param draft the manifest as last saved
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(
    UUID uid,
    long revision,
    DefinitionPublished.@Nullable State state,
    int version,
    long change,
    @Nullable Instant effectiveFrom,
    Instant updatedAt,
    String updatedBy,
    Manifest draft) {}

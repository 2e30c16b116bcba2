package dev.sequitur.gateway.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who an account is at an issuer.
 *
 * @param issuer its name here; absent if it is no longer configured
 * @param url the issuer, as it spells itself
 * @param linked whether the account's owner has linked it; else the account was made for it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LinkedIdentity(
    @Nullable String issuer, String url, String subject, boolean linked, Instant createdAt) {}

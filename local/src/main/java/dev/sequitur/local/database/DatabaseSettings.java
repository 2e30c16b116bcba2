package dev.sequitur.local.database;

/**
 * How the database server is set up.
 *
 * @param port where it listens, on 127.0.0.1
 * @param durable whether a commit waits for the disk and so survives a power cut. Tests may say no:
 *     then it survives the death of the server only. {@code up} always says yes.
 */
public record DatabaseSettings(int port, boolean durable) {

  /** The whole {@code postgresql.conf}. */
  String text() {
    String waits = durable ? "on" : "off";
    return """
    listen_addresses = '127.0.0.1'
    port = %1$d
    unix_socket_directories = ''
    password_encryption = 'scram-sha-256'
    # Six services with two pools each (5 and 4), migrations, and room for a person.
    max_connections = 100
    fsync = %2$s
    # Also without fsync: a commit that was answered survives kill -9 of the server.
    synchronous_commit = on
    full_page_writes = %2$s
    # Ids are spread evenly, so an index that does not fit here is read and written all over.
    shared_buffers = 256MB
    work_mem = 4MB
    maintenance_work_mem = 64MB
    effective_cache_size = 512MB
    max_wal_size = 2GB
    min_wal_size = 128MB
    checkpoint_timeout = 15min
    checkpoint_completion_target = 0.9
    # A fifth of a busy server's processor time went into it, just after a checkpoint.
    wal_compression = off
    random_page_cost = 1.1
    jit = off
    max_parallel_workers_per_gather = 0
    max_worker_processes = 4
    io_method = sync
    huge_pages = off
    autovacuum_naptime = 30s
    log_line_prefix = '%%m [%%p] %%u '
    log_timezone = 'UTC'
    timezone = 'UTC'
    lc_messages = 'C'
    """
        .formatted(port, waits);
  }
}

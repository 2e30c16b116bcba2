package dev.sequitur.e2e.torture;

/** Those whose notes a world is made of. */
record Witnesses(
    TortureClients clients,
    TopicClients topicClients,
    TortureSink sink,
    MailSink mails,
    OtherTargets others,
    RuleChanges changes,
    RunCancellations cancellations) {}

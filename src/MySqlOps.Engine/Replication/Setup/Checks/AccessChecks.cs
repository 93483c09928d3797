using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>Whether the replica can get at the source: its address, TLS, the account.</summary>
internal static class AccessChecks
{
    /// <summary>Judges.</summary>
    public static void Judge(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        JudgeAddress(facts, checks);
        JudgeTls(facts, checks);
        JudgeAccount(facts, choice, checks);
        JudgePrivileges(facts, choice, checks);
        if (facts.Options.TestWrite && facts.Source.IsReadOnly)
            checks.Fail("Write test", $"{facts.Source} takes no writes.", "Leave -TestWrite out, and write on the server that takes writes.");
    }

    private static void JudgeAddress(SetupFacts facts, CheckList checks)
    {
        var isSocket = facts.Source.Server.Socket is not null && facts.Options.SourceHost is null;
        var address = FormattableString.Invariant($"{facts.SourceHost}:{facts.SourcePort}");
        if (isSocket)
            checks.Fail("Address", $"The source is reached by the socket {facts.Source.Server.Socket}, by which no replica can reach it.", "Name the address that the replicas use: -SourceHost and -SourcePort.");
        else if (facts.IsLoopback && facts.Source.HostName.Length > 0 && facts.Source.HostName != facts.Replica.HostName)
            checks.Fail("Address", $"{address} is the replica's own machine {facts.Replica.HostName} when it is seen from there, and the source runs on {facts.Source.HostName}.", "Name the address that the replicas use: -SourceHost and -SourcePort.");
        else
            checks.Pass("Address", $"The replica reaches the source at {address}.");
    }

    private static void JudgeTls(SetupFacts facts, CheckList checks)
    {
        var mode = facts.Source.Server.Tls.Mode;
        if (facts.UsesTls && facts.Source.OffersTls == false)
            checks.Fail("TLS", $"TLS mode {mode} is asked for, and {facts.Source} offers none.", "Give the source a certificate, or connect to it with another TLS mode.");
        else if (!facts.UsesTls && facts.Source.DemandsTls)
            checks.Fail("TLS", $"{facts.Source} takes secure connections only (require_secure_transport), and the TLS mode of its address is {mode}.", "Connect to the source with TLS mode Preferred or stricter.");
        else if (mode is TlsMode.VerifyCA or TlsMode.VerifyFull && facts.CaFile.Length == 0)
            checks.Fail("TLS", $"TLS mode {mode} is asked for, and no file of authorities is named: a replica has none of its own.", "Name the PEM file by -ReplicaCaFile, as a path on the replica.");
        else if (!facts.UsesTls && !facts.IsLoopback)
            checks.Warn("TLS", "Replication goes over the network unencrypted, and the replica takes the source's public key from whoever answers.", "Connect to the source with TLS mode Preferred or stricter.");
        else
            checks.Pass("TLS", facts.UsesTls ? $"The replica uses TLS, as {mode} says." : "The replica uses no TLS within one machine, and fetches the source's public key.");
    }

    private static void JudgeAccount(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        var user = facts.Options.ReplicationUser;
        if (SetupPrivileges.KeepsAccount(facts, choice.Replaces))
        {
            checks.Pass("Account", $"The replica logs in as {facts.Channel!.User}.");
            return;
        }

        if (facts.Source.ReplicationAccounts is not { } accounts)
        {
            checks.Warn("Account", $"{facts.Source.Server.User} may not see the accounts of {facts.Source}; that needs SELECT ON mysql.user.", "Have it granted, or make sure that the account is there and has REPLICATION SLAVE.");
            return;
        }

        var hosts = string.Join(", ", accounts.Select(account => $"{user}@{account.Host}"));
        if (facts.Source.IsReadOnly && !accounts.Any(static account => account.MayReplicate))
            checks.Fail("Account", $"{facts.Source} takes no writes, so no account {user} can be made there.", "Make it on the server that takes writes, from which it comes by replication: name it by -ReplicationCredential there and here.");
        else if (accounts.Count == 0)
            checks.Pass("Account", $"{user}@{facts.AccountHost} is made on the source, with REPLICATION SLAVE alone.");
        else if (facts.Options.Password is null || facts.Options.IsPasswordGenerated)
            checks.Fail("Account", $"The source has the account {hosts}, and its password was not given.", "Give it by -ReplicationCredential, as in the property Credential of the result that made it; or name another user.");
        else if (!accounts.Any(static account => account.MayReplicate))
            checks.Warn("Account", $"The account {hosts} lacks REPLICATION SLAVE, and is granted it.", "Nothing needs to be done.");
        else
            checks.Pass("Account", $"The source has the account {hosts}.");
    }

    private static void JudgePrivileges(SetupFacts facts, ProvisionChoice choice, CheckList checks)
    {
        string[] missing =
        [
            .. SetupPrivileges.MissingOnReplica(facts, choice.Method).Select(privilege => $"{facts.Replica} lacks {privilege}"),
            .. SetupPrivileges.MissingOnSource(facts, choice.Method).Select(privilege => $"{facts.Source} lacks {privilege}"),
        ];
        if (missing.Length == 0 && !facts.Source.Privileges.Contains("SELECT"))
            checks.Warn("Privileges", $"{facts.Source.Server.User} does not see all tables of {facts.Source}: engines and primary keys are those of the tables that it sees.", "GRANT SELECT ON *.* TO the account, or look at the others with another.");
        else if (missing.Length == 0)
            checks.Pass("Privileges", "The connected accounts have the privileges that it takes.");
        else
            checks.Fail("Privileges", $"{string.Join("; ", missing)}.", $"Have them granted, as in GRANT {missing[0][(missing[0].IndexOf(" lacks ", StringComparison.Ordinal) + " lacks ".Length)..].Replace(" WITH GRANT OPTION", "", StringComparison.Ordinal)} TO the account{(missing[0].EndsWith("WITH GRANT OPTION", StringComparison.Ordinal) ? " WITH GRANT OPTION" : "")}.");
    }
}

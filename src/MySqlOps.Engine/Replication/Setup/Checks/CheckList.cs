namespace MySqlOps.Engine.Replication.Setup.Checks;

/// <summary>Collects the checks of one pair of servers.</summary>
internal sealed class CheckList(SetupFacts facts)
{
    private readonly List<ReplicationCheck> _checks = [];

    /// <summary>The checks so far, in order.</summary>
    public IReadOnlyList<ReplicationCheck> All => _checks;

    /// <summary>It is as it should be.</summary>
    public void Pass(string name, string message) => Add(name, CheckStatus.Pass, message, null);

    /// <summary>Something is to be known.</summary>
    public void Warn(string name, string message, string remedy) => Add(name, CheckStatus.Warn, message, remedy);

    /// <summary>It does not work, and no -Force makes it work.</summary>
    public void Fail(string name, string message, string remedy) => Add(name, CheckStatus.Fail, message, remedy);

    /// <summary>It may work; -Force tries.</summary>
    public void FailUnlessForced(string name, string message, string remedy) => Add(name, CheckStatus.Fail, message, remedy, canForce: true);

    /// <summary>The replica's data would come to differ from the source's.</summary>
    public void Corrupts(string name, string message, string remedy) => Add(name, CheckStatus.Fail, message, remedy, isCorrupting: true);

    /// <summary>Warns when something differs, and passes otherwise.</summary>
    public void Compare(string name, string source, string replica, string what, string consequence, string remedy)
    {
        if (source == replica)
            Pass(name, $"Both have {what} {Show(source)}.");
        else
            Warn(name, $"The source has {what} {Show(source)}, the replica {Show(replica)}: {consequence}", remedy);
    }

    private static string Show(string value) => value.Length == 0 ? "''" : value;

    private void Add(string name, CheckStatus status, string message, string? remedy, bool isCorrupting = false, bool canForce = false) => _checks.Add(new ReplicationCheck
    {
        Server = facts.Replica.Server,
        Source = facts.Source.Server,
        Channel = facts.Options.Channel,
        Name = name,
        Status = status,
        Message = message,
        Remedy = remedy,
        IsCorrupting = isCorrupting,
        CanForce = canForce,
    });
}

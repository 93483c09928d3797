using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Failover.Monitor;

namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>What a hook is given: the occasion, and the same as arguments, environment and JSON for those that are programs.</summary>
/// <param name="kind">Which hook.</param>
/// <param name="occasion">The occasion.</param>
internal sealed class HookCall(FailoverHookKind kind, FailoverHookEvent occasion)
{
    /// <summary>Which hook.</summary>
    public FailoverHookKind Kind => kind;

    /// <summary>The occasion.</summary>
    public FailoverHookEvent Occasion => occasion;

    /// <summary>The old primary's host and port, then the new one's where it is known: in the order of mysqlfailover.</summary>
    public IReadOnlyList<string> Arguments { get; } = occasion.NewPrimary is { } fresh
        ? [occasion.OldPrimary.Host, Port(occasion.OldPrimary), fresh.Host, Port(fresh)]
        : [occasion.OldPrimary.Host, Port(occasion.OldPrimary)];

    /// <summary>The whole occasion on one line.</summary>
    public string Json { get; } = FailoverJson.Write(kind, occasion);

    /// <summary>The same as variables; what is not known is an empty text, so that none is inherited from elsewhere.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MYSQLOPS_HOOK"] = kind.ToString(),
        ["MYSQLOPS_OLD_HOST"] = occasion.OldPrimary.Host,
        ["MYSQLOPS_OLD_PORT"] = Port(occasion.OldPrimary),
        ["MYSQLOPS_NEW_HOST"] = occasion.NewPrimary?.Host ?? "",
        ["MYSQLOPS_NEW_PORT"] = occasion.NewPrimary is { } server ? Port(server) : "",
        ["MYSQLOPS_EPOCH"] = occasion.Epoch.ToString(CultureInfo.InvariantCulture),
        ["MYSQLOPS_REASON"] = string.Join(" ", occasion.Reasons),
        ["MYSQLOPS_OUTCOME"] = Outcome(occasion),
        ["MYSQLOPS_MESSAGE"] = occasion.Outcome?.Message ?? "",
    };

    /// <summary>How the failover went, in one word; empty before its end.</summary>
    public static string Outcome(FailoverHookEvent occasion) => occasion.Outcome switch
    {
        null => "",
        { IsComplete: true } => "Completed",
        { NewPrimary: not null, IsUndone: false } => "Incomplete",
        _ => "Failed",
    };

    private static string Port(MySqlServer server) => server.Port.ToString(CultureInfo.InvariantCulture);
}

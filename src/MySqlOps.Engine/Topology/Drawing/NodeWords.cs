using System.Globalization;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>The words that all drawings share.</summary>
internal static class NodeWords
{
    /// <summary>A role.</summary>
    public static string Of(TopologyRole role) => role switch
    {
        TopologyRole.CoSource => "co-source",
        TopologyRole.GroupPrimary => "primary",
        TopologyRole.GroupSecondary => "secondary",
        _ => Lower(role),
    };

    /// <summary>A state.</summary>
    public static string Of(TopologyState state) => Lower(state);

    /// <summary>A GTID state; empty for none.</summary>
    public static string Of(GtidState? state) => state is null ? "" : Lower(state.Value);

    /// <summary>Whether it takes writes; empty when nobody knows.</summary>
    public static string Access(MySqlTopologyNode node) => node.IsReadOnly switch
    {
        null => "",
        true => "ro",
        false => "rw",
    };

    /// <summary>A span with two digits or three, as <c>0.2 s</c>, <c>45 s</c>, <c>12 min</c>, <c>3.5 h</c> or <c>4 d</c>; empty for none.</summary>
    public static string Of(TimeSpan? span) => span switch
    {
        null => "",
        { TotalSeconds: < 9.95 } => Number(span.Value.TotalSeconds, "0.0", "s"),
        { TotalSeconds: < 119.5 } => Number(span.Value.TotalSeconds, "0", "s"),
        { TotalMinutes: < 119.5 } => Number(span.Value.TotalMinutes, "0", "min"),
        { TotalHours: < 9.95 } => Number(span.Value.TotalHours, "0.0", "h"),
        { TotalHours: < 47.5 } => Number(span.Value.TotalHours, "0", "h"),
        _ => Number(span.Value.TotalDays, "0", "d"),
    };

    /// <summary>The sides of semi-synchronous replication; empty for none.</summary>
    public static string Of(SemiSyncSide? side) => side switch
    {
        SemiSyncSide.Source => "semi:source",
        SemiSyncSide.Replica => "semi:replica",
        SemiSyncSide.Source | SemiSyncSide.Replica => "semi:source+replica",
        _ => "",
    };

    private static string Number(double number, string format, string unit) => $"{number.ToString(format, CultureInfo.InvariantCulture)} {unit}";

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

using System.Globalization;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Members;
using MySqlOps.Engine.Failover.Monitor;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>The lines of a monitor's live view: who is watched and by whom, the list that was chosen, what happened last, and the keys.</summary>
/// <param name="mode">The monitor's mode.</param>
/// <param name="interval">How often it looks.</param>
internal sealed class FailoverBoard(string mode, TimeSpan interval)
{
    private const int Red = 31;
    private const int Green = 32;
    private const int Yellow = 33;

    /// <summary>How many events are shown below a list.</summary>
    private const int Recent = 4;

    /// <summary>Makes them.</summary>
    /// <param name="snapshot">How things are.</param>
    /// <param name="events">What happened, the oldest first.</param>
    /// <param name="state">What is to be seen.</param>
    /// <param name="width">The window's width.</param>
    /// <param name="height">The window's height.</param>
    /// <returns>Lines for the height, each with the number of its colour or 0.</returns>
    public IReadOnlyList<(string Text, int Color)> Write(MonitorSnapshot snapshot, IReadOnlyList<FailoverEvent> events, BoardState state, int width, int height)
    {
        var head = Head(snapshot, width);
        var tail = Tail(state.Page == BoardPage.Log ? [] : events);
        var list = List(snapshot, events, state.Page, width);

        // The heading stays; what follows is scrolled, and never past its end.
        var room = Math.Max(1, height - 2 - head.Count - tail.Count);
        var rows = list.Skip(1).ToList();
        var offset = Math.Clamp(state.Offset, 0, Math.Max(0, rows.Count - room));
        return [.. head, list[0], .. rows.Skip(offset).Take(room), .. tail];
    }

    private List<(string, int)> Head(MonitorSnapshot snapshot, int width)
    {
        var diagnosis = snapshot.Diagnosis;
        var primary = snapshot.Members.FirstOrDefault(member => member.Server.Endpoint == snapshot.Primary.Endpoint);
        var lines = new List<(string, int)>
        {
            (string.Create(CultureInfo.CurrentCulture, $"MySqlOps failover monitor, mode {mode}, {snapshot.At.ToLocalTime():T}, next look {(snapshot.At + interval).ToLocalTime():T}"), 0),
            ($"{(snapshot.IsActive ? "Active" : "Watching")}: {snapshot.Standing}", snapshot.IsActive ? Green : Yellow),
            ($"Primary {snapshot.Primary}  {diagnosis?.Verdict.ToString() ?? "not looked at yet"}{(primary?.Version is { } version ? $"  {version}" : "")}{(primary is { IsReachable: true } ? $"  up {ElapsedTime.Format(primary.Uptime)}" : "")}{(snapshot.Epoch > 0 ? $"  run {snapshot.Epoch}" : "")}", Color(diagnosis?.Verdict)),
        };
        if (diagnosis is not null && diagnosis.Verdict != PrimaryVerdict.Healthy)
            lines.AddRange(diagnosis.Reasons.Take(3).SelectMany(reason => Wrap(reason, width, 2)).Select(static line => (line, 0)));
        if ((diagnosis?.LastState?.GtidExecuted ?? primary?.GtidExecuted) is { IsEmpty: false } executed)
            lines.Add(($"Executed {executed}", 0));
        if (primary is { BinlogFile: { } file, BinlogPosition: { } position })
            lines.Add((string.Create(CultureInfo.InvariantCulture, $"Binary log {file}:{position}"), 0));
        if (primary?.BinlogFilters is { Count: > 0 } filters)
            lines.Add(($"Binary log filters {string.Join(", ", filters)}", Yellow));
        lines.Add(("", 0));
        return lines;
    }

    private static IReadOnlyList<(string Text, int Color)> List(MonitorSnapshot snapshot, IReadOnlyList<FailoverEvent> events, BoardPage page, int width) => page switch
    {
        BoardPage.Gtid => [("GTID sets", 0), .. snapshot.Members.SelectMany(member => Gtids(member, width))],
        BoardPage.Uuid => Table(["Server", "Server id", "UUID", "Host name"], snapshot.Members, static member => [member.Server.Endpoint, member.ServerId.ToString(CultureInfo.InvariantCulture), member.Uuid, member.HostName]),
        BoardPage.Log => [("Events, the newest first", 0), .. events.Reverse().SelectMany(happened => Wrap(Line(happened), width, 4).Select(line => (line, Color(happened.Kind))))],
        _ => Table(["Server", "Role", "State", "GTID", "Receiver", "Applier", "Behind", "Missing", "Health"], snapshot.Members, member => Health(member, snapshot)),
    };

    private static List<(string, int)> Tail(IReadOnlyList<FailoverEvent> events)
    {
        var lines = events.TakeLast(Recent).Select(static happened => (Line(happened), Color(happened.Kind))).ToList();
        if (lines.Count > 0)
            lines.Insert(0, ("", 0));
        return [.. lines, ("", 0), ("H health  G GTID sets  U UUIDs  L log  R refresh  Up/Down scroll  Q quit", 0)];
    }

    private static IReadOnlyList<(string, int)> Table(string[] heading, IReadOnlyList<MemberFacts> members, Func<MemberFacts, string[]> row)
    {
        var lines = WatchScreen.Align([heading, .. members.Select(row)]);
        return [(lines[0], 0), .. lines.Skip(1).Zip(members, static (line, member) => (line, Color(member)))];
    }

    private static string[] Health(MemberFacts member, MonitorSnapshot snapshot)
    {
        var isPrimary = member.Server.Endpoint == snapshot.Primary.Endpoint;
        var channel = member.Channels is [var first, ..] ? first : null;
        var executed = snapshot.Members.FirstOrDefault(other => other.Server.Endpoint == snapshot.Primary.Endpoint)?.GtidExecuted;
        return
        [
            member.Server.Endpoint,
            isPrimary ? "Primary" : "Replica",
            !member.IsReachable ? "Down" : member.IsOffline ? "Offline" : member.IsSuperReadOnly ? "Read-only" : "Writable",
            member.IsReachable ? member.GtidMode : "-",
            isPrimary || channel is null ? "-" : channel.Receiver.ToString(),
            isPrimary || channel is null ? "-" : channel.Applier.ToString(),
            isPrimary || channel?.SecondsBehind is not { } seconds ? "-" : string.Create(CultureInfo.CurrentCulture, $"{seconds} s"),
            isPrimary || executed is null || !member.IsReachable ? "-" : executed.Subtract(member.GtidExecuted).Count.ToString(CultureInfo.CurrentCulture),
            Trouble(member, isPrimary),
        ];
    }

    private static string Trouble(MemberFacts member, bool isPrimary) => member switch
    {
        { IsReachable: false } => member.ErrorId?.ToString() ?? "Unreachable",
        { Channels: null } => "its channels can't be seen",
        { Channels: [] } => isPrimary ? "OK" : "follows nobody",
        { Channels: [{ ReceiverError: { } error }, ..] } when !isPrimary => error.Text.ReplaceLineEndings(" "),
        { Channels: [{ ApplierError: { } error }, ..] } when !isPrimary => error.Text.ReplaceLineEndings(" "),
        { IsSuperReadOnly: false } when !isPrimary => "writable, and no primary",
        { IsReadOnly: true } when isPrimary => "read-only",
        _ => "OK",
    };

    private static IEnumerable<(string, int)> Gtids(MemberFacts member, int width)
    {
        yield return (string.Create(CultureInfo.CurrentCulture, $"{member.Server.Endpoint}{(member.IsReachable ? $", {member.GtidExecuted.Count:N0} executed, {member.GtidPurged.Count:N0} purged, {member.GtidReceived.Subtract(member.GtidExecuted).Count:N0} fetched and not applied" : ", not reached")}"), Color(member));
        foreach (var line in Wrap($"executed {member.GtidExecuted}", width, 4))
            yield return ($"    {line}", 0);
    }

    private static string Line(FailoverEvent happened) => string.Create(CultureInfo.CurrentCulture, $"{happened.At.ToLocalTime():T} {happened.Kind}: {happened.Message.ReplaceLineEndings(" ")}");

    /// <summary>Lines of a width, those after the first set in; a word that is longer is cut.</summary>
    private static IEnumerable<string> Wrap(string text, int width, int indent)
    {
        var room = Math.Max(20, width - 5);
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(room, text.Length - start);
            if (start + length < text.Length && text.LastIndexOfAny([' ', ','], start + length - 1, length) is var blank && blank > start)
                length = blank - start + 1;
            yield return $"{(start == 0 ? "" : new string(' ', indent))}{text.AsSpan(start, length).Trim()}";
            start += length;
            room = Math.Max(20, width - 5 - indent);
        }
    }

    private static int Color(MemberFacts member) => !member.IsReachable ? Red : member.Channels is [{ Applier: not ApplierState.On } or { Receiver: not ReceiverState.On }, ..] ? Yellow : 0;

    private static int Color(PrimaryVerdict? verdict) => verdict switch
    {
        null => 0,
        PrimaryVerdict.Healthy => Green,
        PrimaryVerdict.Crashed or PrimaryVerdict.Hung => Red,
        _ => Yellow,
    };

    private static int Color(FailoverEventKind kind) => kind switch
    {
        FailoverEventKind.VerdictReached or FailoverEventKind.FailoverStarted or FailoverEventKind.FailoverFailed or FailoverEventKind.LeaseLost => Red,
        FailoverEventKind.FailoverCompleted or FailoverEventKind.MemberRejoined or FailoverEventKind.PrimaryReopened => Green,
        FailoverEventKind.Refused or FailoverEventKind.Warning or FailoverEventKind.MemberLost or FailoverEventKind.MemberFenced or FailoverEventKind.MemberKept or FailoverEventKind.Suspended => Yellow,
        _ => 0,
    };
}

using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A topology as lines of text. Each node can be drawn alone, as they come one by one; together the lines make the tree.</summary>
internal static class TopologyTree
{
    private const int ProblemLength = 200;
    private const int MostProblems = 3;

    /// <summary>Narrower than this no text is broken for a window, however deep in the tree it stands.</summary>
    private const int LeastRoom = 30;

    /// <summary>Tells every node how it is drawn among the others.</summary>
    /// <param name="nodes">The nodes, depth first.</param>
    /// <param name="style">How the tree is drawn.</param>
    public static IReadOnlyList<MySqlTopologyNode> Arrange(IReadOnlyList<MySqlTopologyNode> nodes, TreeStyle style)
    {
        var placed = nodes.Select((node, index) => node with { Line = new TreeLine(style, Branch(nodes, index, style, isRest: false), Branch(nodes, index, style, isRest: true), []) }).ToList();
        var widths = Widths(placed);
        return [.. placed.Select(node => node with { Line = node.Line with { Widths = widths } })];
    }

    /// <summary>The lines of one node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="width">How many characters fit beside each other: what is longer goes on under its own beginning; 0 for any number.</param>
    public static IReadOnlyList<IReadOnlyList<ToneText>> Lines(MySqlTopologyNode node, int width = 0) => node.Line.Style == TreeStyle.Detail ? [Detail(node)] : [Head(node), .. Notes(node, width)];

    /// <summary>The whole tree without tones.</summary>
    public static string Text(IEnumerable<MySqlTopologyNode> nodes)
    {
        var text = new StringBuilder();
        foreach (var line in nodes.SelectMany(static node => Lines(node)))
            text.Append(string.Concat(line.Select(static part => part.Text)).TrimEnd()).Append('\n');
        return text.ToString();
    }

    /// <summary>What stands before a node's sign, or in that place in its further lines.</summary>
    private static string Branch(IReadOnlyList<MySqlTopologyNode> nodes, int index, TreeStyle style, bool isRest)
    {
        var depth = nodes[index].Depth;
        if (style == TreeStyle.Detail)
            return depth == 0 ? "" : $"{new string(' ', 2 * (depth - 1))}+ ";
        var (fork, last, pass) = style == TreeStyle.Ascii ? ("|-- ", "`-- ", "|   ") : ("├─ ", "└─ ", "│  ");
        var blank = new string(' ', pass.Length);
        var text = new StringBuilder();
        for (var level = 1; level < depth; level++)
            text.Append(GoesOn(nodes, index, level) ? pass : blank);
        if (depth == 0)
            return "";
        return text.Append((GoesOn(nodes, index, depth), isRest) switch
        {
            (true, true) => pass,
            (true, false) => fork,
            (false, true) => blank,
            (false, false) => last,
        }).ToString();
    }

    /// <summary>True when after a node another comes at a level, under the same node above.</summary>
    private static bool GoesOn(IReadOnlyList<MySqlTopologyNode> nodes, int index, int level)
    {
        var next = nodes.Skip(index + 1).FirstOrDefault(node => node.Depth <= level);
        return next?.Depth == level;
    }

    private static List<ToneText> Head(MySqlTopologyNode node)
    {
        var tone = Tone(node.State);
        var line = new List<ToneText> { new(node.Line.Branch, TextTone.Faint), new($"{Sign(node)} ", tone), new(node.Name, TextTone.Name) };
        var cells = Cells(node);
        var widths = node.Line.Widths.Count > 0 ? node.Line.Widths : Widths([node]);
        line.Add(new ToneText(new string(' ', Math.Max(0, widths[0] - cells[0].Length) + 2), TextTone.Plain));
        var last = cells.Count - 1;
        while (last > 1 && cells[last].Length == 0)
            last--;
        for (var i = 1; i <= last; i++)
        {
            var cell = i == LagCell ? cells[i].PadLeft(widths[i]) : i == last ? cells[i] : cells[i].PadRight(widths[i]);
            if (widths[i] > 0)
                line.Add(new ToneText(i == last ? cell : $"{cell}  ", i == cells.Count - 1 ? tone : TextTone.Plain));
        }

        return line;
    }

    private static IEnumerable<IReadOnlyList<ToneText>> Notes(MySqlTopologyNode node, int width)
    {
        var lead = new ToneText($"{node.Line.Rest}  ", TextTone.Faint);
        var room = width == 0 ? int.MaxValue : Math.Max(LeastRoom, width - lead.Text.Length);
        return Notes(node).SelectMany(note => TextWrap.Lines(note.Text, room).Select(line => (IReadOnlyList<ToneText>)[lead, note with { Text = line }]));
    }

    private static IEnumerable<ToneText> Notes(MySqlTopologyNode node)
    {
        foreach (var link in node.Links.Where(link => link.Source != node.Source || node.Depth == 0).Concat(node.Links.Where(link => link.Source == node.Source && node.Depth > 0).Skip(1)))
            yield return new ToneText($"{(node.Depth == 0 ? "follows" : "also follows")} {link}", TextTone.Faint);
        foreach (var problem in node.Problems.Take(MostProblems))
            yield return new ToneText(Shorten(problem), Tone(node.State));
        if (node.Problems.Count > MostProblems)
            yield return new ToneText($"and {node.Problems.Count - MostProblems} more: see Problems", TextTone.Faint);
    }

    private const int LagCell = 4;

    private static IReadOnlyList<string> Cells(MySqlTopologyNode node) => node.Line.Style == TreeStyle.Detail
        ? [$"{node.Line.Branch}{node.Name}", NodeWords.Of(node.Lag).Replace(" ", "", StringComparison.Ordinal), NodeWords.Of(node.State), node.Version ?? "", NodeWords.Access(node), node.BinaryLogFormat ?? (node.Version is null ? "" : "nobinlog")]
        : [$"{node.Line.Branch}{Sign(node)} {node.Name}", NodeWords.Of(node.Role), node.Version ?? "", NodeWords.Access(node), NodeWords.Of(node.Lag), NodeWords.Of(node.GtidState), node.State == TopologyState.Ok ? "" : NodeWords.Of(node.State)];

    private static IReadOnlyList<int> Widths(IReadOnlyList<MySqlTopologyNode> nodes)
    {
        var rows = nodes.Select(Cells).ToList();
        return rows.Count == 0 ? [] : [.. Enumerable.Range(0, rows[0].Count).Select(column => rows.Max(row => row[column].Length))];
    }

    private static IReadOnlyList<ToneText> Detail(MySqlTopologyNode node)
    {
        var cells = Cells(node);
        var widths = node.Line.Widths.Count > 0 ? node.Line.Widths : Widths([node]);
        var tone = Tone(node.State);
        var flags = Flags(node).ToList();
        return
        [
            new(node.Line.Branch, TextTone.Faint),
            new(node.Name.PadRight(widths[0] - node.Line.Branch.Length), TextTone.Name),
            new($"  [{cells[1].PadLeft(widths[1])},", TextTone.Plain),
            new(cells[2].PadRight(widths[2]), tone),
            new($",{string.Join(',', cells.Skip(3).Select((cell, index) => cell.PadRight(widths[index + 3])))}{(flags.Count == 0 ? "" : ",")}{string.Join(',', flags)}]", TextTone.Plain),
        ];
    }

    private static IEnumerable<string> Flags(MySqlTopologyNode node)
    {
        if (node.LogsReplicaUpdates == true)
            yield return ">>";
        if (node.GtidMode?.StartsWith("ON", StringComparison.Ordinal) == true)
            yield return node.ErrantGtids is null ? "GTID" : "GTID:errant";
        if (NodeWords.Of(node.SemiSync) is { Length: > 0 } semi)
            yield return semi;
        if (node.Delay is { } delay)
            yield return $"delay:{NodeWords.Of(delay).Replace(" ", "", StringComparison.Ordinal)}";
        if (node.Filters.Count > 0)
            yield return "filtered";
        if (node.GroupState is { } group)
            yield return $"group:{group}";
        if (node.Links.Count > 1)
            yield return $"sources:{node.Links.Count}";
        if (node.ErrorId is { } error)
            yield return error.ToString();
    }

    private static TextTone Tone(TopologyState state) => state switch
    {
        TopologyState.Ok => TextTone.Good,
        TopologyState.Warning or TopologyState.Lagging => TextTone.Warning,
        _ => TextTone.Bad,
    };

    private static char Sign(MySqlTopologyNode node) => node.Line.Style == TreeStyle.Ascii
        ? node.State switch
        {
            TopologyState.Ok => '*',
            TopologyState.Warning => '!',
            TopologyState.Lagging => '~',
            TopologyState.Stopped => '=',
            TopologyState.Broken => 'x',
            TopologyState.Refused => '#',
            _ => '?',
        }
        : node.State switch
        {
            TopologyState.Ok => '●',
            TopologyState.Warning => '◆',
            TopologyState.Lagging => '▲',
            TopologyState.Stopped => '■',
            TopologyState.Broken => '✖',
            TopologyState.Refused => '⊘',
            _ => '○',
        };

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= ProblemLength ? line : $"{line[..ProblemLength]}...";
    }
}

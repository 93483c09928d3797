using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A topology as a Mermaid flowchart, as Markdown pages show it.</summary>
internal static class MermaidDrawing
{
    /// <summary>Draws.</summary>
    public static string Draw(IReadOnlyList<MySqlTopologyNode> nodes)
    {
        var graph = new DrawnGraph(nodes);
        var text = new StringBuilder("flowchart TD\n");
        for (var i = 0; i < nodes.Count; i++)
        {
            var label = string.Join("<br/>", new[] { nodes[i].Name, CardText.Facts(nodes[i]), CardText.Whole(nodes[i]) }.Where(static line => line.Length > 0).Select(Escape));
            var (open, close) = Shape(nodes[i].State);
            text.Append(CultureInfo.InvariantCulture, $"  n{i}{open}\"{label}\"{close}:::{NodeWords.Of(nodes[i].State)}\n");
        }

        foreach (var edge in graph.Edges)
        {
            var isDotted = !edge.IsTree || edge.State is LinkState.Failed or LinkState.Stopped or LinkState.Connecting;
            var arrow = $"{(edge.Back.Count > 0 ? "<" : "")}{(isDotted ? "-.->" : "-->")}";
            text.Append(CultureInfo.InvariantCulture, $"  n{edge.Source} {arrow}{(edge.Label.Length == 0 ? "" : $"|\"{Escape(edge.Label)}\"|")} n{edge.Replica}\n");
        }

        foreach (var state in nodes.Select(static node => node.State).Distinct().Order())
            text.Append(CultureInfo.InvariantCulture, $"  classDef {NodeWords.Of(state)} {Look(state)}\n");
        return text.ToString();
    }

    /// <summary>Mermaid reads entities with a # in place of the &amp;, and HTML in labels: so nothing but letters, digits and a few signs stays as it is.</summary>
    private static string Escape(string text)
    {
        var result = new StringBuilder();
        foreach (var rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ':' or '-' or '_' or ',' or '(' or ')' or '·' or '/' or '*')
                result.Append(rune.ToString());
            else
                result.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }

        return result.ToString();
    }

    private static (string Open, string Close) Shape(TopologyState state) => state switch
    {
        TopologyState.Ok => ("(", ")"),
        TopologyState.Warning => ("{{", "}}"),
        TopologyState.Lagging => ("[/", "\\]"),
        TopologyState.Stopped => ("[", "]"),
        TopologyState.Broken => ("[[", "]]"),
        TopologyState.Refused => ("[(", ")]"),
        _ => ("([", "])"),
    };

    private static string Look(TopologyState state) => state switch
    {
        TopologyState.Ok => "stroke:#1c8a55,stroke-width:2px",
        TopologyState.Warning => "stroke:#b3850f,stroke-width:2px",
        TopologyState.Lagging => "stroke:#cf6a12,stroke-width:2px",
        TopologyState.Stopped => "stroke:#64748b,stroke-width:2px",
        TopologyState.Broken => "stroke:#c93434,stroke-width:3px",
        TopologyState.Refused => "stroke:#7c4bc0,stroke-width:2px",
        _ => "stroke:#7b8794,stroke-width:2px,stroke-dasharray:5 4",
    };
}

using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A topology in the language of Graphviz.</summary>
internal static class DotDrawing
{
    /// <summary>Draws.</summary>
    public static string Draw(IReadOnlyList<MySqlTopologyNode> nodes)
    {
        var graph = new DrawnGraph(nodes);
        var text = new StringBuilder("digraph topology {\n  rankdir=TB;\n  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11, fillcolor=\"#ffffff\"];\n  edge [fontname=\"Helvetica\", fontsize=9, color=\"#8894a4\"];\n");
        for (var i = 0; i < nodes.Count; i++)
        {
            // \n is DOT's own line break and must reach it as it is: the texts are escaped one by one.
            var label = string.Join("\\n", new[] { nodes[i].Name, CardText.Facts(nodes[i]), CardText.Whole(nodes[i]) }.Where(static line => line.Length > 0).Select(Escape));
            text.Append(CultureInfo.InvariantCulture, $"  n{i} [label=\"{label}\", {Look(nodes[i].State)}];\n");
        }

        foreach (var edge in graph.Edges)
        {
            string[] attributes =
            [
                edge.Label.Length == 0 ? "" : $"label=\"{Escape(edge.Label)}\"",
                edge.State switch
                {
                    LinkState.Failed => "color=\"#c93434\", style=dashed",
                    LinkState.Stopped or LinkState.Connecting => "color=\"#64748b\", style=dashed",
                    _ => edge.IsTree ? "" : "color=\"#3f6fb5\", style=dashed, constraint=false",
                },
                edge.Back.Count == 0 ? "" : "dir=both",
            ];
            var list = string.Join(", ", attributes.Where(static attribute => attribute.Length > 0));
            text.Append(CultureInfo.InvariantCulture, $"  n{edge.Source} -> n{edge.Replica}{(list.Length == 0 ? "" : $" [{list}]")};\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Escape(string text) => text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    private static string Look(TopologyState state) => state switch
    {
        TopologyState.Ok => "color=\"#1c8a55\"",
        TopologyState.Warning => "color=\"#b3850f\", shape=diamond",
        TopologyState.Lagging => "color=\"#cf6a12\", shape=house",
        TopologyState.Stopped => "color=\"#64748b\", style=\"filled\"",
        TopologyState.Broken => "color=\"#c93434\", shape=octagon",
        TopologyState.Refused => "color=\"#7c4bc0\", shape=component",
        _ => "color=\"#7b8794\", style=\"rounded,dashed\"",
    };
}

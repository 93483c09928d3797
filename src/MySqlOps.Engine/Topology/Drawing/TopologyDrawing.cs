using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Topology.Saved;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Draws a topology in the form that the ending of a file's name asks for.</summary>
public static class TopologyDrawing
{
    /// <summary>The tree as lines of text.</summary>
    /// <param name="nodes">The nodes, depth first.</param>
    public static string Tree(IReadOnlyList<MySqlTopologyNode> nodes) => TopologyTree.Text(TopologyTree.Arrange(nodes, TreeStyle.Unicode));

    /// <summary>The content of the file.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="nodes">The nodes, depth first.</param>
    /// <param name="time">When they were read.</param>
    /// <exception cref="MySqlOpsException">TopologyFormatUnknown; TopologyEmpty.</exception>
    public static string Draw(string path, IReadOnlyList<MySqlTopologyNode> nodes, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        CheckFormat(path);
        if (nodes.Count == 0)
            throw new MySqlOpsException(ErrorId.TopologyEmpty, $"There is no server to draw in {path}. Pipe in what Get-MySqlTopology gives.", path);
        return Extension(path) switch
        {
            ".svg" => SvgDrawing.Draw(nodes, time),
            ".html" or ".htm" => HtmlDrawing.Draw(nodes, time),
            ".mmd" or ".mermaid" => MermaidDrawing.Draw(nodes),
            ".dot" or ".gv" => DotDrawing.Draw(nodes),
            _ => TopologyFile.Write(nodes, time),
        };
    }

    /// <summary>Refuses a file for which there is no drawing.</summary>
    /// <exception cref="MySqlOpsException">TopologyFormatUnknown.</exception>
    public static void CheckFormat(string path)
    {
        if (Extension(path) is not (".svg" or ".html" or ".htm" or ".mmd" or ".mermaid" or ".dot" or ".gv" or ".json"))
            throw new MySqlOpsException(ErrorId.TopologyFormatUnknown, $"A topology can't be drawn as '{Path.GetExtension(path)}' in {path}. Let the path end in .svg, .html, .mmd, .dot or .json.", path);
    }

    private static string Extension(string path) => Path.GetExtension(path).ToLowerInvariant();
}

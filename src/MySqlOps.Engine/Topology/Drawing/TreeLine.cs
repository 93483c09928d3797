namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>What a node must know of the nodes around it to be drawn as a line of their tree.</summary>
/// <param name="Style">How the tree is drawn.</param>
/// <param name="Branch">What stands before the server's sign.</param>
/// <param name="Rest">What stands in the same place in the lines that follow for the same server.</param>
/// <param name="Widths">The widths of the columns; empty for those of the node alone.</param>
internal sealed record TreeLine(TreeStyle Style, string Branch, string Rest, IReadOnlyList<int> Widths)
{
    /// <summary>A node of which nobody knows where it stands.</summary>
    public static TreeLine Alone { get; } = new(TreeStyle.Unicode, "", "", []);
}

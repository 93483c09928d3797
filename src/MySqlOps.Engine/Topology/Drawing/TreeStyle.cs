namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>How a tree is drawn in text.</summary>
internal enum TreeStyle
{
    /// <summary>With lines and signs of Unicode.</summary>
    Unicode,

    /// <summary>With what every terminal has.</summary>
    Ascii,

    /// <summary>A line a server, all of its facts in brackets: for grep as for eyes.</summary>
    Detail,
}

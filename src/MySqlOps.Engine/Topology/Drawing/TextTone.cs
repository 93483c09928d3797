namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>In which tone a part of a line is said; a console may give each its colour.</summary>
internal enum TextTone
{
    /// <summary>As any text.</summary>
    Plain,

    /// <summary>A server's name.</summary>
    Name,

    /// <summary>What only joins or adds.</summary>
    Faint,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>To be looked at.</summary>
    Warning,

    /// <summary>Out of order.</summary>
    Bad,
}

using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A point of a drawing.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spot(double X, double Y)
{
    /// <summary>The same, somewhere else.</summary>
    public Spot Move(double x, double y) => new(X + x, Y + y);
}

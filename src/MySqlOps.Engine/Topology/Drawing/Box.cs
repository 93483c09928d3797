using System.Runtime.InteropServices;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>A rectangle of a drawing, in pixels from the upper left corner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Y + Height;

    /// <summary>The middle from left to right.</summary>
    public double CenterX => X + (Width / 2);

    /// <summary>The middle from top to bottom.</summary>
    public double CenterY => Y + (Height / 2);

    /// <summary>The same, somewhere else.</summary>
    public Box Move(double x, double y) => this with { X = X + x, Y = Y + y };

    /// <summary>The same, larger on every side.</summary>
    public Box Grow(double by) => new(X - by, Y - by, Width + (2 * by), Height + (2 * by));

    /// <summary>True when the two share an area.</summary>
    public bool Meets(Box other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;
}

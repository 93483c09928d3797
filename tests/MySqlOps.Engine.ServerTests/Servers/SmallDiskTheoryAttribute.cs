namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>Tests that need a disk of a few hundred kilobytes: see <see cref="SmallDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips them where none can be had.</summary>
    public SmallDiskTheoryAttribute() => Skip = SmallDisk.Obstacle;
}

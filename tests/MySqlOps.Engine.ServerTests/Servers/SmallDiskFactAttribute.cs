namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>A test that needs a disk of a few hundred kilobytes: see <see cref="SmallDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallDiskFactAttribute : FactAttribute
{
    /// <summary>Skips it where none can be had.</summary>
    public SmallDiskFactAttribute() => Skip = SmallDisk.Obstacle;
}

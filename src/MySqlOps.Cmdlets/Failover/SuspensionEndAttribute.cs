using System.Management.Automation;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>A suspension lasts for a second at least: a bare number is ticks to PowerShell, and a suspension that has ended already is none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SuspensionEndAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        switch (arguments)
        {
            case TimeSpan span when span < TimeSpan.FromSeconds(1):
                throw new ValidationMetadataException("Give a second or more, as 0:30 for half an hour or 2:00:00 for two hours.");
            case DateTimeOffset end when end <= TimeProvider.System.GetUtcNow():
                throw new ValidationMetadataException($"{end:u} is past.");
        }
    }
}

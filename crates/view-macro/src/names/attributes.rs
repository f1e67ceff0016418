//! The attributes of HTML.

/// Attributes of every element.
pub(super) const GLOBAL: &[&str] = &[
    "accesskey", "autocapitalize", "autocorrect", "autofocus", "class", "contenteditable", "dir", "draggable", "enterkeyhint", "exportparts", "hidden", "id",
    "inert", "inputmode", "is", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "lang", "nonce", "part", "popover", "role", "slot",
    "spellcheck", "style", "tabindex", "title", "translate", "writingsuggestions",
];

/// Attributes of some elements.
pub(super) const OF_ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["download", "href", "hreflang", "ping", "referrerpolicy", "rel", "target", "type"]),
    ("area", &["alt", "coords", "download", "href", "ping", "referrerpolicy", "rel", "shape", "target"]),
    ("audio", &["autoplay", "controls", "controlslist", "crossorigin", "disableremoteplayback", "loop", "muted", "preload", "src"]),
    ("blockquote", &["cite"]),
    (
        "button",
        &[
            "command", "commandfor", "disabled", "form", "formaction", "formenctype", "formmethod", "formnovalidate", "formtarget", "name",
            "popovertarget", "popovertargetaction", "type", "value",
        ],
    ),
    ("canvas", &["height", "width"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["name", "open"]),
    ("dialog", &["closedby", "open"]),
    ("embed", &["height", "src", "type", "width"]),
    ("fieldset", &["disabled", "form", "name"]),
    ("form", &["accept-charset", "action", "autocomplete", "enctype", "method", "name", "novalidate", "rel", "target"]),
    ("iframe", &["allow", "allowfullscreen", "credentialless", "height", "loading", "name", "referrerpolicy", "sandbox", "src", "srcdoc", "width"]),
    (
        "img",
        &[
            "alt", "crossorigin", "decoding", "fetchpriority", "height", "ismap", "loading", "referrerpolicy", "sizes", "src", "srcset", "usemap",
            "width",
        ],
    ),
    (
        "input",
        &[
            "accept", "alpha", "alt", "autocomplete", "capture", "checked", "colorspace", "dirname", "disabled", "form", "formaction", "formenctype", "formmethod",
            "formnovalidate", "formtarget", "height", "list", "max", "maxlength", "min", "minlength", "multiple", "name", "pattern", "placeholder",
            "popovertarget", "popovertargetaction", "readonly", "required", "size", "src", "step", "type", "value", "webkitdirectory", "width",
        ],
    ),
    ("ins", &["cite", "datetime"]),
    ("label", &["for"]),
    ("li", &["value"]),
    ("map", &["name"]),
    ("meter", &["high", "low", "max", "min", "optimum", "value"]),
    ("object", &["data", "form", "height", "name", "type", "width"]),
    ("ol", &["reversed", "start", "type"]),
    ("optgroup", &["disabled", "label"]),
    ("option", &["disabled", "label", "selected", "value"]),
    ("output", &["for", "form", "name"]),
    ("progress", &["max", "value"]),
    ("q", &["cite"]),
    ("select", &["autocomplete", "disabled", "form", "multiple", "name", "required", "size"]),
    ("slot", &["name"]),
    ("source", &["height", "media", "sizes", "src", "srcset", "type", "width"]),
    ("td", &["colspan", "headers", "rowspan"]),
    (
        "textarea",
        &[
            "autocomplete", "cols", "dirname", "disabled", "form", "maxlength", "minlength", "name", "placeholder", "readonly", "required", "rows",
            "wrap",
        ],
    ),
    ("th", &["abbr", "colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("track", &["default", "kind", "label", "src", "srclang"]),
    (
        "video",
        &[
            "autoplay", "controls", "controlslist", "crossorigin", "disablepictureinpicture", "disableremoteplayback", "height", "loop", "muted",
            "playsinline", "poster", "preload", "src", "width",
        ],
    ),
];

/// Attributes of WAI-ARIA 1.2 and 1.3, without `aria-`.
pub(super) const ARIA: &[&str] = &[
    "activedescendant", "atomic", "autocomplete", "braillelabel", "brailleroledescription", "busy", "checked", "colcount", "colindex",
    "colindextext", "colspan", "controls", "current", "describedby", "description", "details", "disabled", "errormessage", "expanded", "flowto",
    "haspopup", "hidden", "invalid", "keyshortcuts", "label", "labelledby", "level", "live", "modal", "multiline", "multiselectable", "orientation",
    "owns", "placeholder", "posinset", "pressed", "readonly", "relevant", "required", "roledescription", "rowcount", "rowindex", "rowindextext",
    "rowspan", "selected", "setsize", "sort", "valuemax", "valuemin", "valuenow", "valuetext",
];

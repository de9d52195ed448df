// The values a select offers, for a message.
(element) => [...(element.options ?? [])].map((option) => option.value).slice(0, 20).join(', ')
